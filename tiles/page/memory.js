// What the browser keeps between visits; nothing of it is needed, so a browser that refuses is fine.
export function remembered(name) {
  try {
    return localStorage.getItem(`wangge.${name}`)
  } catch {
    return null
  }
}

export function remember(name, value) {
  try {
    localStorage.setItem(`wangge.${name}`, value)
  } catch {
    // A private window has no room; the page goes on without.
  }
}
