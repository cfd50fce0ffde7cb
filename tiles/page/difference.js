// The difference of a delivery on the map: each kind has a colour and a shape of its own.
import { addToMap, datum, map } from './map.js'
import { drawn } from './datum.js'
import { changes } from './symbols.js'

let shown = null

addToMap(() => {
  const name = shown
  shown = null
  showDifference(name)
})

export function showDifference(name) {
  const target = map()
  if ((name ?? null) === shown && target?.getSource('delivery')) return
  shown = name ?? null
  if (!target?.isStyleLoaded() && !target?.getSource('city')) return
  for (const { id } of layers) if (target.getLayer(id)) target.removeLayer(id)
  if (target.getSource('delivery')) target.removeSource('delivery')
  fade(target, shown ? 0.35 : 1)
  if (!shown) return
  const shift = datum() === 'gcj02' ? '?datum=gcj02' : ''
  target.addSource('delivery', {
    type: 'vector',
    minzoom: 6,
    maxzoom: 16,
    tiles: [
      `${location.origin}/v1/deliveries/${encodeURIComponent(shown)}/tiles/{z}/{x}/{y}.mvt${shift}`,
    ],
  })
  for (const layer of layers) target.addLayer({ source: 'delivery', ...layer })
}

// What is registered steps back while a difference is looked at.
function fade(target, opacity) {
  for (
    const [layer, property] of [['components', 'icon-opacity'], [
      'components-dots',
      'circle-opacity',
    ], ['places', 'icon-opacity']]
  ) {
    if (target.getLayer(layer)) target.setPaintProperty(layer, property, opacity)
  }
}

const kind = ['match', ['get', 'kind'], 're-owned', 'reowned', ['get', 'kind']]
const colour = [
  'match',
  kind,
  ...Object.entries(changes).flatMap(([name, look]) => [name, look.colour]),
  '#44576b',
]
const layers = [
  {
    id: 'delivery-line',
    type: 'line',
    'source-layer': 'difference',
    filter: ['!=', ['geometry-type'], 'Point'],
    paint: { 'line-color': colour, 'line-width': 2.5 },
  },
  {
    id: 'delivery-findings',
    type: 'circle',
    'source-layer': 'findings',
    paint: {
      'circle-radius': 11,
      'circle-color': 'rgba(255,255,255,0.4)',
      'circle-stroke-width': 3,
      'circle-stroke-color': ['match', ['get', 'severity'], 'error', '#c0262d', '#b36b00'],
    },
  },
  {
    id: 'delivery-signs',
    type: 'symbol',
    'source-layer': 'difference',
    filter: ['==', ['geometry-type'], 'Point'],
    layout: {
      'icon-image': ['concat', 'change-', kind],
      'icon-allow-overlap': true,
      'icon-size': ['interpolate', ['linear'], ['zoom'], 14, 0.6, 16, 0.9],
    },
  },
  {
    id: 'delivery-counts',
    type: 'symbol',
    'source-layer': 'difference-counts',
    layout: {
      'icon-image': ['concat', 'change-', kind],
      'icon-allow-overlap': true,
      'icon-size': 0.8,
      'text-field': ['to-string', ['get', 'count']],
      'text-font': ['bold'],
      'text-size': 12,
      'text-anchor': 'left',
      'text-offset': [0.8, 0],
      'text-allow-overlap': true,
    },
    paint: { 'text-color': colour, 'text-halo-color': '#fff', 'text-halo-width': 2 },
  },
]

// Brings a finding into sight.
export function goTo(at) {
  map()?.easeTo({ center: drawn(at, datum()), zoom: Math.max(map().getZoom(), 17) })
}

// Brings the whole of a delivery into sight.
export function goToBox(box) {
  map()?.fitBounds([drawn(box.slice(0, 2), datum()), drawn(box.slice(2), datum())].flat(), {
    padding: 60,
    maxZoom: 17,
  })
}

// The finding that a click met, as its tile has it.
export function findingAt(at) {
  const target = map()
  if (!target?.getLayer('delivery-findings')) return null
  return target.queryRenderedFeatures(at, { layers: ['delivery-findings'] })[0] ?? null
}
