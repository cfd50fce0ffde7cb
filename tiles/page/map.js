// The map: MapLibre over the city's own tiles, with what else is drawn on top.
import { addGlyphs } from './glyphs.js'
import { addSymbols } from './symbols.js'
import { language, onLanguage, say } from './language.js'
import { shifted, unshifted } from './datum.js'

const cjk =
  '"Noto Sans CJK SC","Source Han Sans SC","PingFang SC","Microsoft YaHei",SimHei,sans-serif'
const additions = []
let theMap = null
let theBase = null

// Whether the browser can draw it at all.
export function canDraw() {
  return Boolean(document.createElement('canvas').getContext('webgl2'))
}

export const map = () => theMap
// The datum in which the map is drawn: that of its base map.
export const datum = () => (theBase?.datum === 'gcj02' ? 'gcj02' : 'cgcs2000')
export const baseMap = () => theBase

// Something that draws on the map: called for each new style, sources and layers are gone then.
export const addToMap = (addition) => additions.push(addition)

// Chooses the base map before anything is placed: its datum is that of everything drawn.
export const chooseBase = (base) => {
  theBase = base
}

export async function startMap({ container, view, box, isStill }) {
  addGlyphs(maplibregl)
  theMap = new maplibregl.Map({
    container,
    style: await style(),
    localIdeographFontFamily: cjk,
    attributionControl: false,
    fadeDuration: isStill ? 0 : 200,
    dragRotate: false,
    pitchWithRotate: false,
    touchPitch: false,
    maxZoom: 19.5,
    minZoom: 4,
    ...(view ?? { bounds: box, fitBoundsOptions: { padding: 24 } }),
  })
  theMap.touchZoomRotate.disableRotation()
  theMap.addControl(new maplibregl.NavigationControl({ showCompass: false }), 'top-right')
  theMap.addControl(new maplibregl.ScaleControl({ maxWidth: 110 }), 'bottom-left')
  if (theBase) {
    theMap.addControl(new maplibregl.AttributionControl({ compact: false }), 'bottom-right')
  }
  theMap.on('style.load', furnish)
  nameControls()
  onLanguage(nameControls)
  theMap.on('styleimagemissing', () => addSymbols(theMap))
  return theMap
}

// MapLibre speaks English by itself.
function nameControls() {
  const names = {
    '.maplibregl-ctrl-zoom-in': 'map.zoom-in',
    '.maplibregl-ctrl-zoom-out': 'map.zoom-out',
    '.maplibregl-canvas': 'map.label',
  }
  for (const [selector, key] of Object.entries(names)) {
    const node = theMap.getContainer().querySelector(selector)
    node?.setAttribute('aria-label', say(key))
    if (node && selector !== '.maplibregl-canvas') node.title = say(key)
  }
}

function furnish() {
  addSymbols(theMap)
  for (const addition of additions) addition(theMap)
}

// Draws everything anew: in another language, for another role, on another base map.
export async function redraw(base = theBase) {
  const before = datum()
  theBase = base
  if (!theMap) return
  const middle = theMap.getCenter().toArray()
  if (datum() !== before) {
    theMap.jumpTo({ center: before === 'gcj02' ? unshifted(middle) : shifted(middle) })
  }
  theMap.setStyle(await style(), { diff: false })
}

async function style() {
  const reply = await fetch(`/style.json?lang=${language()}&datum=${datum()}`)
  if (!reply.ok) throw new Error(`/style.json: ${reply.status}`)
  const drawn = await reply.json()
  if (theBase) underlay(drawn, theBase)
  return drawn
}

const absolute = (address) => (address.startsWith('/') ? location.origin + address : address)

// Puts the base map under the city's layers, and lets it show through the districts.
function underlay(drawn, base) {
  const layers = base.layers.map((tiles, i) => {
    drawn.sources[`base-${i}`] = {
      type: 'raster',
      tiles: tiles.map(absolute),
      tileSize: base.tileSize ?? 256,
      minzoom: base.zooms?.[0] ?? 0,
      maxzoom: base.zooms?.[1] ?? 18,
      attribution: base.attribution ?? '',
    }
    return {
      id: `base-${i}`,
      type: 'raster',
      source: `base-${i}`,
      paint: { 'raster-saturation': -0.5 },
    }
  })
  drawn.layers.splice(1, 0, ...layers)
  for (const layer of drawn.layers) {
    if (layer.id === 'districts-fill') layer.paint['fill-opacity'] = 0
  }
}

// A picture of the map around a place as it is drawn now, for paper.
export function picture(place, width = 560, height = 520) {
  if (!theMap) return null
  // The buffer may be read in the same turn in which it was drawn.
  theMap.redraw()
  const source = theMap.getCanvas(), scale = source.width / source.clientWidth
  const middle = place
    ? theMap.project(place)
    : { x: source.clientWidth / 2, y: source.clientHeight / 2 }
  const wide = Math.min(width, source.clientWidth), high = Math.min(height, source.clientHeight)
  const left = Math.max(0, Math.min(source.clientWidth - wide, middle.x - wide / 2))
  const top = Math.max(0, Math.min(source.clientHeight - high, middle.y - high / 2))
  const sheet = document.createElement('canvas')
  sheet.width = wide * scale
  sheet.height = high * scale
  sheet.getContext('2d').drawImage(source, -left * scale, -top * scale)
  return sheet.toDataURL('image/png')
}
