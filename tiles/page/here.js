// What the map itself shows at a place, for those who may not ask for a verdict.
import { make } from './element.js'
import { say } from './language.js'
import { layerName } from './layers.js'

export function hereIs(place, map) {
  if (!map) return []
  const rows = new Map()
  const at = map.project(place)
  const reach = 6
  const found = map.queryRenderedFeatures([[at.x - reach, at.y - reach], [
    at.x + reach,
    at.y + reach,
  ]])
  for (const { sourceLayer, properties } of found) {
    if (
      !sourceLayer ||
      ['labels', 'component-counts', 'left-out', 'without-holder'].includes(sourceLayer)
    ) continue
    const text = [properties.name, properties.theme, properties.code ?? properties.category].filter(
      Boolean,
    ).join(' ')
    if (text && !rows.has(sourceLayer)) rows.set(sourceLayer, text)
  }
  if (!rows.size) return []
  return [
    make('h2', {}, say('verdict.here')),
    make(
      'dl',
      { class: 'facts' },
      [...rows].flatMap((
        [layer, text],
      ) => [make('dt', {}, layerName(layer)), make('dd', {}, text)]),
    ),
  ]
}
