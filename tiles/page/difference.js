// The difference of a delivery on the map: each kind has a colour and a shape of its own.
import { addToMap, map, datum } from './map.js'
import { drawn } from './datum.js'
import { changes } from './symbols.js'
import { one } from './element.js'

let shown = null

addToMap(() => { const name = shown; shown = null; showDifference(name) })

export function showDifference(name) {
  const target = map()
  if ((name ?? null) === shown && target?.getSource('delivery')) return
  shown = name ?? null
  if (!target?.isStyleLoaded() && !target?.getSource('city')) return
  for (const id of ['delivery-area', 'delivery-line', 'delivery-findings', 'delivery-signs']) {
    if (target.getLayer(id)) target.removeLayer(id)
  }
  if (target.getSource('delivery')) target.removeSource('delivery')
  fade(target, shown ? 0.35 : 1)
  if (!shown) return
  const shift = datum() === 'gcj02' ? '?datum=gcj02' : ''
  target.addSource('delivery', {
    type: 'vector', minzoom: 6, maxzoom: 16,
    tiles: [`${location.origin}/v1/deliveries/${encodeURIComponent(shown)}/tiles/{z}/{x}/{y}.mvt${shift}`],
  })
  for (const layer of layers) target.addLayer({ source: 'delivery', ...layer })
}

// What is registered steps back while a difference is looked at.
function fade(target, opacity) {
  for (const [layer, property] of [['components', 'icon-opacity'], ['components-dots', 'circle-opacity'], ['places', 'icon-opacity']]) {
    if (target.getLayer(layer)) target.setPaintProperty(layer, property, opacity)
  }
}

const kind = ['match', ['get', 'kind'], 're-owned', 'reowned', ['get', 'kind']]
const colour = ['match', kind, ...Object.entries(changes).flatMap(([name, look]) => [name, look.colour]), '#44576b']
const layers = [
  { id: 'delivery-area', type: 'fill', 'source-layer': 'difference', filter: ['==', ['geometry-type'], 'Polygon'],
    paint: { 'fill-color': colour, 'fill-opacity': 0.25, 'fill-outline-color': colour } },
  { id: 'delivery-line', type: 'line', 'source-layer': 'difference', filter: ['!=', ['geometry-type'], 'Point'],
    paint: { 'line-color': colour, 'line-width': 2.5 } },
  { id: 'delivery-findings', type: 'circle', 'source-layer': 'findings',
    paint: { 'circle-radius': 11, 'circle-color': 'rgba(255,255,255,0.4)', 'circle-stroke-width': 3,
      'circle-stroke-color': ['match', ['get', 'severity'], 'error', '#c0262d', '#b36b00'] } },
  { id: 'delivery-signs', type: 'symbol', 'source-layer': 'difference', filter: ['==', ['geometry-type'], 'Point'],
    layout: { 'icon-image': ['concat', 'change-', kind], 'icon-allow-overlap': true,
      'icon-size': ['interpolate', ['linear'], ['zoom'], 12, 0.5, 16, 0.9] } },
]

// Brings a finding into sight.
export function goTo(at) {
  map()?.easeTo({ center: drawn(at, datum()), zoom: Math.max(map().getZoom(), 17) })
}

// Whether a click met a finding; its row is then shown in the list.
export function findingAt(at) {
  const target = map()
  if (!target?.getLayer('delivery-findings')) return false
  const found = target.queryRenderedFeatures(at, { layers: ['delivery-findings'] })[0]
  if (!found) return false
  const row = one(`#page-deliveries .findings li[data-row="${found.properties.row}"] .card`)
  row?.scrollIntoView({ block: 'center' })
  row?.focus()
  return Boolean(row)
}
