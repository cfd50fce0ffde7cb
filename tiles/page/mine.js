// What an organization or a post answers for, counted and lit up on the map.
import { addToMap, datum, map } from './map.js'
import { address, ask, sentence } from './server.js'
import { onLanguage, say } from './language.js'
import { announce, fill, make, one } from './element.js'
import { link, relink } from './link.js'
import { layerName } from './layers.js'
import { mayAsk, onRole, roleNeeded } from './session.js'
import { drawn } from './datum.js'

let shown = null

// Lit up by the attribute `organization` that tiles carry; posts name their things by code.
const lights = [
  {
    layer: 'responsibility-grids',
    type: 'fill',
    paint: { 'fill-color': '#e69f00', 'fill-opacity': 0.28 },
  },
  { layer: 'unit-grids', type: 'fill', paint: { 'fill-color': '#e69f00', 'fill-opacity': 0.2 } },
  { layer: 'communities', type: 'line', paint: { 'line-color': '#b35c00', 'line-width': 4 } },
  { layer: 'subdistricts', type: 'line', paint: { 'line-color': '#b35c00', 'line-width': 4 } },
  {
    layer: 'road-chief-segments',
    type: 'line',
    paint: { 'line-color': '#e69f00', 'line-width': 6, 'line-opacity': 0.75 },
  },
  {
    layer: 'places',
    type: 'circle',
    paint: {
      'circle-radius': 9,
      'circle-color': 'rgba(0,0,0,0)',
      'circle-stroke-color': '#b35c00',
      'circle-stroke-width': 3,
    },
  },
  {
    layer: 'components',
    type: 'circle',
    paint: {
      'circle-radius': 7,
      'circle-color': 'rgba(230,159,0,0.35)',
      'circle-stroke-color': '#b35c00',
      'circle-stroke-width': 2,
    },
  },
]

export function startMine() {
  addToMap(light)
  onLanguage(show)
  onRole(() => follow())
  follow()
}

// Shows what the link names.
export async function follow() {
  const { organization, post } = link()
  if (!organization && !post) {
    shown = null
    light()
    return show()
  }
  if (!mayAsk('viewer')) return show()
  try {
    const answer = await ask(address('/v1/mine', { organization, post }))
    shown = { answer, codes: post ? await codesOf(post, answer.counts) : {} }
  } catch (error) {
    shown = { error }
  }
  light()
  show()
}

// Tiles say whose a thing is by organization alone, so what a post holds is asked for by code.
async function codesOf(post, counts) {
  const layers = lights.map((entry) => entry.layer).filter((layer) => counts[layer] > 0)
  const pages = await Promise.all(
    layers.map((kind) => ask(address('/v1/mine', { post, kind, limit: 10000 }))),
  )
  return Object.fromEntries(layers.map((layer, i) => [layer, pages[i].rows.map((row) => row.code)]))
}

function filter(layer) {
  const { organization } = link()
  if (organization) return ['==', ['get', 'organization'], organization]
  return ['in', ['get', 'code'], ['literal', shown?.codes?.[layer] ?? []]]
}

function light() {
  const target = map()
  if (!target?.getSource('city')) return
  const isLit = Boolean(link().organization || link().post) && mayAsk('viewer')
  for (const { layer, type, paint } of lights) {
    const id = `mine-${layer}`
    if (target.getLayer(id)) target.removeLayer(id)
    if (!isLit) continue
    const below = target.getLayer('basis-accuracy') ? 'basis-accuracy' : undefined
    target.addLayer({
      id,
      type,
      source: 'city',
      'source-layer': layer,
      filter: filter(layer),
      paint,
    }, below)
  }
}

export function show() {
  const page = one('#page-mine')
  if (!mayAsk('viewer')) {
    return page.replaceChildren(make('h2', {}, say('mine.title')), roleNeeded('viewer'))
  }
  const { organization, post } = link()
  const kind = make(
    'select',
    { id: 'mine-kind' },
    make('option', { value: 'organization' }, say('mine.organization')),
    make('option', { value: 'post', selected: Boolean(post) }, say('mine.post')),
  )
  const code = make('input', {
    id: 'mine-code',
    type: 'text',
    value: organization ?? post ?? '',
    autocomplete: 'off',
    spellcheck: 'false',
  })
  const send = (event) => {
    event.preventDefault()
    const value = code.value.trim()
    relink({ organization: '', post: '', [kind.value]: value }, { isStep: true })
    follow()
  }
  fill(
    page,
    make('h2', {}, say('mine.title')),
    make(
      'form',
      { class: 'row', submit: send },
      make('label', { class: 'unseen', for: 'mine-kind' }, say('mine.kind')),
      kind,
      make('label', { class: 'unseen', for: 'mine-code' }, say('mine.code')),
      code,
      make('button', { type: 'submit', class: 'main' }, say('mine.show')),
    ),
    ...result(organization ?? post),
  )
}

function result(code) {
  if (!shown || !code) return []
  if (shown.error) return [make('p', { class: 'failure', role: 'alert' }, sentence(shown.error))]
  const { answer } = shown
  const counts = Object.entries(answer.counts ?? {}).filter(([, count]) => count > 0)
  const name = answer.organization?.name || answer.post?.title || code
  announce(`${name}: ${counts.map(([layer, count]) => `${layerName(layer)} ${count}`).join(', ')}`)
  if (!counts.length) return [make('p', { class: 'warning' }, say('mine.none', { code }))]
  const bounds = answer.box
  return [
    make('h3', {}, name),
    make(
      'ul',
      { class: 'counts' },
      counts.map(([layer, count]) =>
        make(
          'li',
          {},
          make('span', {}, layerName(layer)),
          make('strong', {}, count.toLocaleString()),
        )
      ),
    ),
    answer.categories?.length
      ? make(
        'details',
        {},
        make('summary', {}, say('mine.categories')),
        make(
          'ul',
          { class: 'counts' },
          answer.categories.map(({ category, name: words, count }) =>
            make(
              'li',
              {},
              make('span', {}, `${category.split('/')[1]} ${words}`),
              make('strong', {}, count.toLocaleString()),
            )
          ),
        ),
      )
      : null,
    make('p', { class: 'hint' }, say('mine.says')),
    make(
      'div',
      { class: 'buttons' },
      bounds
        ? make('button', {
          type: 'button',
          click: () =>
            map()?.fitBounds(
              [drawn(bounds.slice(0, 2), datum()), drawn(bounds.slice(2), datum())].flat(),
              { padding: 40 },
            ),
        }, say('mine.fit'))
        : null,
      make('button', {
        type: 'button',
        click: () => {
          relink({ organization: '', post: '' }, { isStep: true })
          follow()
        },
      }, say('mine.clear')),
    ),
  ]
}
