// Says over the map what it does not show: tiles that did not come, and what a tile left out.
import { one } from './element.js'
import { say } from './language.js'

export function startNotices(map) {
  let failure = ''
  const show = () => {
    const left = map.getLayer('left-out')
      ? map.queryRenderedFeatures({ layers: ['left-out'] }).length
      : 0
    const text = failure || (left ? say('map.left-out') : '')
    const notice = one('#map-notice')
    if (notice.textContent !== text) notice.textContent = text
    notice.hidden = !text
  }
  map.on('error', ({ error, sourceId }) => {
    if (!sourceId || !error) return
    const key = sourceId.startsWith('base-') ? 'map.base-failed' : 'map.tiles-failed'
    failure = say(key, { reason: error.status ? `${error.status}` : say('failed.offline') })
    show()
  })
  map.on('data', (event) => {
    if (event.dataType === 'source' && event.tile?.state === 'loaded') failure = ''
  })
  map.on('idle', show)
}
