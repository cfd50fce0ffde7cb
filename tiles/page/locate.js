// Where I stand: asks about the place that the device gives, with the accuracy that it tells.
import { announce, make } from './element.js'
import { onLanguage, say } from './language.js'

export function startLocating(map, located) {
  // Browsers give a place to pages of the own machine and of secure servers alone.
  if (!isSecureContext || !navigator.geolocation) return
  const button = make(
    'button',
    { type: 'button', class: 'locate', click: find },
    make('span', { 'aria-hidden': 'true' }, '◎'),
  )
  const name = () => {
    button.title = say('map.locate')
    button.setAttribute('aria-label', say('map.locate'))
  }
  name()
  onLanguage(name)
  map.addControl({
    onAdd: () => make('div', { class: 'maplibregl-ctrl maplibregl-ctrl-group' }, button),
    onRemove: () => button.remove(),
  }, 'top-right')

  function find() {
    navigator.geolocation.getCurrentPosition(
      ({ coords }) => located([coords.longitude, coords.latitude], coords.accuracy),
      () => announce(say('map.not-located')),
      { enableHighAccuracy: true, timeout: 15000 },
    )
  }
}
