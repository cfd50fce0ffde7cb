// The switches of the layers, with the legend beside each.
import { addToMap, baseMap, map, redraw } from './map.js'
import { ask } from './server.js'
import { hatch, majors, placeLook, sign } from './symbols.js'
import { either, knows, onLanguage, say } from './language.js'
import { link, relink } from './link.js'
import { fill, make, one } from './element.js'
import { onRole, roleNeeded } from './session.js'

// In the order of the legend: which source layers a switch stands for, and whether it is on at first.
const switches = [
  { id: 'components', of: ['components', 'component-counts'], isOn: true, swatch: componentSigns },
  { id: 'road-chief-segments', of: ['road-chief-segments'], isOn: true, swatch: segmentLines },
  {
    id: 'places',
    of: ['places'],
    isOn: true,
    swatch: () => image(sign(placeLook, { pixels: 18 })),
  },
  { id: 'unit-grids', of: ['unit-grids'], isOn: true, swatch: () => stroke('#a59f8e', 'solid', 1) },
  {
    id: 'responsibility-grids',
    of: ['responsibility-grids'],
    isOn: true,
    swatch: () => stroke('#6a4c93', 'dashed', 2),
  },
  {
    id: 'management-grids',
    of: ['management-grids'],
    isOn: false,
    swatch: () => stroke('#2f6f3e', 'dotted', 2),
  },
  {
    id: 'evaluation-grids',
    of: ['evaluation-grids'],
    isOn: false,
    swatch: () => stroke('#7a3b00', 'dashed', 2),
  },
  {
    id: 'partitions',
    of: ['partitions'],
    isOn: false,
    swatch: () => stroke('#8a5a00', 'solid', 2),
  },
  { id: 'without-holder', of: ['without-holder'], isOn: false, swatch: () => image(hatch()) },
  {
    id: 'territory',
    of: ['districts', 'subdistricts', 'communities'],
    isOn: true,
    swatch: () => stroke('#1f2937', 'solid', 2),
  },
]
let open = null
let bases = []

export async function startLayers(baseMaps) {
  bases = baseMaps
  addToMap(apply)
  onLanguage(show)
  onRole(async () => {
    await learn()
    show()
  })
  await learn()
  show()
}

// Which layers the server gives to who asks; all, if it does not say.
async function learn() {
  try {
    const said = await ask('/tiles/all.json')
    open = new Set((said.vector_layers ?? []).map((layer) => layer.id))
    if (open.size === 0) open = null
  } catch {
    open = null
  }
}

const isGiven = (entry) => open === null || entry.of.some((id) => open.has(id))
const list = (name) => (link()[name] ?? '').split(',').filter(Boolean)
const isOn = (
  entry,
) => (entry.isOn ? !list('hide').includes(entry.id) : list('show').includes(entry.id))

function turn(entry, on) {
  const name = entry.isOn ? 'hide' : 'show'
  const others = list(name).filter((id) => id !== entry.id)
  if (on !== entry.isOn) others.push(entry.id)
  relink({ [name]: others.join(',') })
  apply()
}

// Sets what is seen on the map to what the link says.
export function apply() {
  if (!map()?.getStyle()) return
  const seen = Object.fromEntries(switches.map((entry) => [entry.id, isOn(entry)]))
  for (const layer of map().getStyle().layers) {
    const id = layer.metadata?.switch
    if (id in seen) map().setLayoutProperty(layer.id, 'visibility', seen[id] ? 'visible' : 'none')
  }
}

export function show() {
  const page = one('#page-layers')
  const closed = switches.some((entry) => !isGiven(entry))
  fill(
    page,
    make('h2', {}, say('layers.title')),
    make('ul', { class: 'legend' }, switches.map(row)),
    closed ? roleNeeded('viewer') : null,
    bases.length ? basePicker() : null,
  )
}

function row(entry) {
  const given = isGiven(entry)
  const box = make('input', {
    type: 'checkbox',
    id: `switch-${entry.id}`,
    disabled: !given,
    change: (event) => turn(entry, event.target.checked),
  })
  box.checked = given && isOn(entry)
  const note = entry.id === 'components' ? say('layers.counts', { zoom: 14 }) : null
  return make(
    'li',
    { class: given ? null : 'closed' },
    make(
      'label',
      { for: box.id },
      box,
      make(
        'span',
        { class: 'swatch' },
        entry.id === 'components' || entry.id === 'road-chief-segments' ? null : entry.swatch(),
      ),
      make('span', {}, say(`layer.${entry.id}`)),
    ),
    !given ? make('p', { class: 'hint' }, say('layers.hidden')) : null,
    given && (entry.id === 'components' || entry.id === 'road-chief-segments')
      ? make('div', { class: 'keys' }, entry.swatch())
      : null,
    given && note ? make('p', { class: 'hint' }, note) : null,
  )
}

const image = (canvas) => {
  canvas.className = 'sign'
  return canvas
}

function stroke(colour, style, width) {
  const line = make('span', { class: 'stroke' })
  line.style.borderTop = `${width}px ${style} ${colour}`
  return line
}

function componentSigns() {
  const rows = Object.entries(majors).map(([major, look]) =>
    make('span', { class: 'key' }, image(sign(look)), say(`layers.major.${major}`))
  )
  rows.push(
    make(
      'span',
      { class: 'key' },
      image(sign(majors['01'], { isHollow: true })),
      say('layers.unowned'),
    ),
  )
  return rows
}

function segmentLines() {
  return [['#ffe9a8', 'layers.city-road'], ['#ffffff', 'layers.district-road']].map(
    ([colour, words]) => {
      const road = make('span', { class: 'road' })
      road.style.background = colour
      return make('span', { class: 'key' }, road, say(words))
    },
  )
}

function basePicker() {
  const current = baseMap()
  const choose = (event) => {
    const place = Number(event.target.value)
    // 0 says that none is wanted; without it the first one is shown.
    relink({ base: String(place + 1) })
    redraw(bases[place] ?? null)
  }
  const picker = make(
    'select',
    { id: 'base', change: choose },
    make('option', { value: '-1' }, say('layers.no-base')),
    bases.map((base, i) =>
      make('option', { value: String(i), selected: base === current }, either(base.name))
    ),
  )
  return make('p', { class: 'field' }, make('label', { for: 'base' }, say('layers.base')), picker)
}

// The name of a layer or of a kind of search result.
export const layerName = (id) => (knows(`layer.${id}`) ? say(`layer.${id}`) : id)
