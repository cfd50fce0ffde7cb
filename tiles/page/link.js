// The place, the layers and what is selected stand in the link, so that it can be sent, kept and
// gone back to. Coordinates of a place are CGCS2000 degrees; `map` is zoom,
// latitude and longitude as MapLibre writes them, in the datum of the base map.
const names = [
  'map',
  'at',
  'code',
  'category',
  'lang',
  'tab',
  'show',
  'hide',
  'base',
  'organization',
  'post',
  'delivery',
]
let current = {}
let back = () => {}

function parse(hash) {
  const found = new URLSearchParams(hash.replace(/^#/, ''))
  return Object.fromEntries(
    names.filter((name) => found.get(name)).map((name) => [name, found.get(name)]),
  )
}

function spell(values) {
  return '#' + names.filter((name) => values[name])
    .map((name) =>
      `${name}=${encodeURIComponent(values[name]).replace(/%2C/g, ',').replace(/%2F/g, '/')}`
    )
    .join('&')
}

// What the link says now.
export const link = () => current

// Reads the link for the first time, and calls back whenever somebody goes back or edits it.
export function startLink(callback) {
  back = callback
  current = parse(location.hash)
  const follow = () => {
    if (spell(parse(location.hash)) === spell(current)) return
    current = parse(location.hash)
    back(current)
  }
  addEventListener('popstate', follow)
  addEventListener('hashchange', follow)
  return current
}

// Changes parts of the link; `isStep` makes it a step that the back button undoes.
export function relink(values, { isStep = false } = {}) {
  const next = { ...current, ...values }
  const text = spell(next)
  if (text === spell(current)) return
  current = next
  if (isStep) history.pushState(null, '', text)
  else history.replaceState(null, '', text)
}
