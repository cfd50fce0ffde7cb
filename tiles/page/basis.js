// What a verdict rests on, drawn on the map: the component with a line to it, the segment, the
// grid, the margin, the accuracy, and each candidate with its letter.
import { addToMap, datum, map } from './map.js'
import { address, ask } from './server.js'
import { drawn, drawnGeometry } from './datum.js'
import { box, circle, line, nearest, point } from './shapes.js'

let features = []
const empty = { type: 'FeatureCollection', features: [] }

addToMap((map) => {
  map.addSource('basis', { type: 'geojson', data: { ...empty, features } })
  const of = (kind) => ['==', ['get', 'kind'], kind]
  // Ground goes under what stands on it; what is meant goes over everything.
  const ground = map.getLayer('unit-grids-name') ? 'unit-grids-name' : undefined
  const layer = (id, type, filter, paint, layout = {}, below = ground) =>
    map.addLayer({ id: `basis-${id}`, type, source: 'basis', filter, paint, layout }, below)
  const top = (id, type, filter, paint, layout = {}) => {
    map.addLayer({ id: `basis-${id}`, type, source: 'basis', filter, paint, layout })
  }
  layer('accuracy', 'fill', of('accuracy'), { 'fill-color': '#0b5e8a', 'fill-opacity': 0.12 })
  layer('accuracy-line', 'line', of('accuracy'), { 'line-color': '#0b5e8a', 'line-width': 1.5 })
  layer('grid', 'fill', of('grid'), { 'fill-color': '#ffd166', 'fill-opacity': 0.22 })
  layer('grid-line', 'line', of('grid'), { 'line-color': '#7a5200', 'line-width': 3 })
  layer('segment-casing', 'line', of('segment'), {
    'line-color': '#fff',
    'line-width': 9,
    'line-opacity': 0.85,
  }, { 'line-cap': 'round' })
  layer('segment', 'line', of('segment'), { 'line-color': '#1d5fa8', 'line-width': 5 }, {
    'line-cap': 'round',
  })
  top('margin', 'line', of('margin'), {
    'line-color': '#3b1d4a',
    'line-width': 1.8,
    'line-dasharray': [2, 2],
  })
  top('tie', 'line', of('tie'), {
    'line-color': '#111',
    'line-width': 2,
    'line-dasharray': [1, 1.2],
  })
  top('thing', 'circle', of('thing'), {
    'circle-radius': 11,
    'circle-color': 'rgba(0,0,0,0)',
    'circle-stroke-color': '#111',
    'circle-stroke-width': 3,
  })
  top('place-halo', 'circle', of('place'), { 'circle-radius': 9, 'circle-color': '#fff' })
  top('place', 'circle', of('place'), {
    'circle-radius': 5.5,
    'circle-color': '#c0262d',
    'circle-stroke-color': '#111',
    'circle-stroke-width': 2,
  })
  top('letter', 'symbol', ['has', 'text'], {
    'text-color': '#111',
    'text-halo-color': '#fff',
    'text-halo-width': 2.2,
  }, {
    'text-field': ['get', 'text'],
    'text-font': ['bold'],
    'text-size': 16,
    'text-allow-overlap': true,
    // Candidates may stand a hand's breadth apart: each letter goes to a side of its own.
    'text-offset': [
      'match',
      ['get', 'text'],
      'A',
      ['literal', [-1.3, 0]],
      'B',
      ['literal', [1.3, 0]],
      'C',
      ['literal', [0, -1.3]],
      ['literal', [0, 1.3]],
    ],
  })
})

export const letter = (place) => 'ABCDEFGH'[place] ?? `${place + 1}`

// The parts of a verdict's basis, with the geometries of what it names.
export async function basisOf(verdict, accuracy) {
  const at = verdict.place.at
  const parts = []
  const { component, marginInMetres } = verdict
  const accuracyInMetres = verdict.accuracyInMetres ?? accuracy
  const grid = verdict.place.unitGrid ?? verdict.place.community ?? verdict.place.subdistrict
  const gridLayer = verdict.place.unitGrid
    ? 'unit-grids'
    : verdict.place.community
    ? 'communities'
    : 'subdistricts'
  const segment = verdict.place.roadChiefSegment
  const wanted = [
    grid ? part('grid', gridLayer, grid.code) : null,
    segment ? part('segment', 'road-chief-segments', segment.code) : null,
    component ? part('thing', 'components', component.code) : null,
    ...verdict.candidates.slice(0, 8).flatMap((candidate, i) =>
      candidate.through.slice(0, 4).map((code) =>
        part('thing', ['components', 'road-chief-segments'], code, letter(i))
      )
    ),
  ].filter(Boolean)
  parts.push(...(await Promise.all(wanted)).filter(Boolean))
  if (accuracyInMetres > 0) parts.push({ kind: 'accuracy', metres: accuracyInMetres, at })
  if (marginInMetres > 0) parts.push({ kind: 'margin', metres: marginInMetres, at })
  return [...parts, { kind: 'place', at }]
}

async function part(kind, layers, code, text) {
  for (const layer of [layers].flat()) {
    const geometry = await geometryOf(layer, code)
    if (geometry) return { kind, geometry, text }
  }
  return null
}

// The geometry of a thing of the register: from its collection, or as the map's tiles hold it.
async function geometryOf(layer, code) {
  try {
    const answer = await ask(address(`/collections/${layer}/items`, { code, limit: 1 }))
    if (answer.features?.[0]?.geometry) return answer.features[0].geometry
  } catch {
    // A tile may still hold it.
  }
  const found = map()?.querySourceFeatures('city', {
    sourceLayer: layer,
    filter: ['==', ['get', 'code'], code],
  })
  return found?.[0] ? { ...found[0].geometry, isDrawn: true } : null
}

export function drawBasis(parts) {
  const place = parts.find((entry) => entry.kind === 'place')
  const here = place && (place.isDrawn ? place.at : drawn(place.at, datum()))
  features = parts.flatMap((entry) => shapes(entry, here))
  map()?.getSource('basis')?.setData({ ...empty, features })
}

function shapes(entry, here) {
  if (entry.kind === 'place') return [point(here, { kind: 'place' })]
  if (entry.metres) return [circle(here, entry.metres, { kind: entry.kind })]
  const geometry = entry.geometry.isDrawn ? entry.geometry : drawnGeometry(entry.geometry, datum())
  const properties = { kind: entry.kind, ...(entry.text ? { text: entry.text } : {}) }
  const isLine = geometry.type.includes('LineString')
  const outline = {
    type: 'Feature',
    properties: { ...properties, kind: isLine ? 'segment' : entry.kind },
    geometry,
  }
  if (entry.kind === 'grid' || !here) return [outline]
  const foot = geometry.type.includes('Point') || isLine || geometry.type.includes('Polygon')
    ? nearest(here, geometry)
    : null
  if (!foot) return [outline]
  return [outline, line([here, foot], { kind: 'tie' })]
}

export function clearBasis() {
  features = []
  map()?.getSource('basis')?.setData(empty)
}

// Where on the map all that is drawn lies.
export function basisBox() {
  const boxes = features.filter((feature) =>
    ['place', 'thing', 'tie', 'accuracy'].includes(feature.properties.kind)
  )
    .map((feature) => box(feature.geometry))
  if (!boxes.length) return null
  return boxes.reduce((
    a,
    b,
  ) => [Math.min(a[0], b[0]), Math.min(a[1], b[1]), Math.max(a[2], b[2]), Math.max(a[3], b[3])])
}
