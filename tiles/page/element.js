// Makes an element: `make('p', { class: 'note' }, 'text', child)`. A value that is a function
// listens, `true` is a bare attribute, `null` and `false` are left out.
export function make(name, attributes = {}, ...children) {
  const node = document.createElement(name)
  for (const [key, value] of Object.entries(attributes)) {
    if (value === null || value === undefined || value === false) continue
    if (typeof value === 'function') node.addEventListener(key, value)
    else node.setAttribute(key, value === true ? '' : value)
  }
  node.append(
    ...children.flat().filter((child) => child !== null && child !== undefined && child !== false),
  )
  return node
}

// Puts other children into an element; what is null is left out.
export const fill = (node, ...children) =>
  node.replaceChildren(
    ...children.flat().filter((child) => child !== null && child !== undefined && child !== false),
  )

export const one = (selector) => document.querySelector(selector)

// Tells those who listen rather than look.
export function announce(text) {
  const live = one('#live')
  live.textContent = ''
  // A screen reader speaks a change, not the same text again.
  setTimeout(() => {
    live.textContent = text
  }, 30)
}
