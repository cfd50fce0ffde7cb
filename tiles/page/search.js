// The search box: a coordinate, a code, a road, a crossing, a grid, a place.
import { Combobox } from './combobox.js'
import { address, ask, sentence } from './server.js'
import { say } from './language.js'
import { announce, make, one } from './element.js'
import { layerName } from './layers.js'
import { remember, remembered } from './memory.js'

// `found({ at, crs, code, box, name, kind })` takes what was chosen.
export function startSearch(found) {
  const input = one('#search-box'), list = one('#search-list')
  const take = (hit) => {
    if (hit.kind === 'coordinate') remember('datum', hit.crs)
    found(hit)
  }
  const box = new Combobox(input, list, {
    offer,
    choose: (hit) => {
      input.value = hit.title
      take(hit)
    },
    submit: async (text) => {
      if (!text) return
      const hits = await offer(text)
      const first = hits.find((hit) => !hit.isNote)
      // One answer, or a place that was typed: nothing to choose from.
      if (first && (hits.length === 1 || first.kind === 'coordinate')) {
        box.close()
        return take(first)
      }
      box.show(hits)
      if (first) box.mark(0)
      announce(first ? say('search.some', { count: hits.length }) : hits[0].title)
    },
  })
  one('#search').addEventListener('submit', (event) => {
    event.preventDefault()
    box.submit(input.value.trim())
    input.focus()
  })
  return box
}

const marks = {
  coordinate: '⌖',
  roads: '═',
  organizations: '◫',
  'unit-grids': '▦',
  'road-chief-segments': '═',
  crossings: '╬',
  components: '●',
  places: '■',
}

async function offer(text) {
  const typed = coordinates(text)
  if (typed.length) return typed
  try {
    const hits = read(await ask(address('/v1/search', { q: text })))
    return hits.length ? hits : [{ title: say('search.none', { text }), isNote: true }]
  } catch (error) {
    return [{ title: sentence(error), isNote: true }]
  }
}

// A coordinate as people write it: with a comma or a space, degrees, longitude first or, where
// only that can be meant, latitude first. It is offered in each datum, the last one chosen first.
export function coordinates(text) {
  const found = text.replace(/[，、;；]/g, ',').replace(/[°度东经北纬EN]/gi, ' ')
    .match(/^\s*(-?\d{1,3}(?:\.\d+)?)\s*[,\s]\s*(-?\d{1,3}(?:\.\d+)?)\s*$/)
  if (!found || !text.includes('.')) return []
  let at = [Number(found[1]), Number(found[2])]
  const isSwapped = Math.abs(at[0]) <= 90 && Math.abs(at[1]) > 90
  if (isSwapped) at = at.reverse()
  if (Math.abs(at[0]) > 180 || Math.abs(at[1]) > 90) return []
  const last = remembered('datum') ?? 'cgcs2000'
  return [last, ...['cgcs2000', 'gcj02', 'bd09'].filter((name) => name !== last)].map((crs) => ({
    kind: 'coordinate',
    title: at.join(', '),
    at,
    crs,
    mark: mark('coordinate'),
    note: [isSwapped ? say('search.swapped') : '', say(`datum.${crs}`)].filter(Boolean).join(' · '),
  }))
}

const mark = (kind) => make('span', { class: 'mark', 'aria-hidden': 'true' }, marks[kind] ?? '▢')

// The hits of an answer as choices.
function read(answer) {
  return answer.results.slice(0, 20).map((hit) => {
    const { kind, at } = hit
    const title = hit.name || hit.code || ''
    const note = [layerName(kind), hit.theme, hit.name ? hit.code : '', hit.within]
      .filter(Boolean).join(' · ')
    return {
      kind,
      title,
      note,
      at,
      code: hit.code,
      box: hit.box,
      crs: 'cgcs2000',
      mark: mark(kind),
    }
  }).filter((hit) => hit.at || hit.box || hit.kind === 'organizations')
}
