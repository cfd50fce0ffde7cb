// What a dispatcher does three hundred times a day, without the mouse.
import { one } from './element.js'
import { datum, map } from './map.js'

export function startKeys({ print, close, askAbout }) {
  document.addEventListener('keydown', (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || one('dialog[open]')) return
    const isTyping = event.target.matches('input, select, textarea')
    if (event.key === 'Escape') {
      if (isTyping) event.target.blur()
      else close()
    } else if (isTyping) {
      return
    } else if (event.key === '/') {
      event.preventDefault()
      one('#search-box').focus()
      one('#search-box').select()
    } else if (event.key === 'k' || event.key === 'K') {
      event.preventDefault()
      one('#category-box').focus()
    } else if (event.key === 'p' || event.key === 'P') {
      event.preventDefault()
      print()
    }
  })
  aim(askAbout)
}

// By keyboard the middle of the map is what Enter asks about; a cross shows it.
function aim(askAbout) {
  const canvas = map()?.getCanvas()
  if (!canvas) return
  const cross = one('#aim')
  canvas.addEventListener('focus', () => {
    cross.hidden = !canvas.matches(':focus-visible')
  })
  canvas.addEventListener('blur', () => {
    cross.hidden = true
  })
  canvas.addEventListener('keydown', (event) => {
    cross.hidden = false
    if (event.key !== 'Enter') return
    askAbout({ at: map().getCenter().toArray(), crs: datum() })
  })
}
