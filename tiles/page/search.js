// The search box: a coordinate, a code, a road, a crossing, a grid, a place.
import { Combobox } from './combobox.js'
import { ask, address, sentence } from './server.js'
import { say } from './language.js'
import { make, one, announce } from './element.js'
import { layerName } from './layers.js'
import { remember, remembered } from './memory.js'

// `found({ at, crs, code, box, name, kind })` takes what was chosen.
export function startSearch(found) {
  const input = one('#search-box'), list = one('#search-list')
  const box = new Combobox(input, list, {
    offer, choose: hit => { input.value = hit.text ?? hit.title; found(hit) },
    submit: async text => {
      if (!text) return
      const hits = await offer(text)
      const first = hits.find(hit => !hit.isNote)
      // One answer, or a place that was typed: nothing to choose from.
      if (first && (hits.length === 1 || first.kind === 'coordinate')) { box.close(); return found(first) }
      box.show(hits)
      if (first) box.mark(0)
      announce(first ? say('search.some', { count: hits.length }) : hits[0].title)
    },
  })
  one('#search').addEventListener('submit', event => {
    event.preventDefault()
    box.submit(input.value.trim())
    input.focus()
  })
  return box
}

const marks = {
  coordinate: '⌖', 'unit-grids': '▦', 'road-chief-segments': '═', crossings: '╬', components: '●', places: '■',
}

async function offer(text) {
  const typed = coordinate(text)
  if (typed) return [typed]
  try {
    const hits = read(await ask(address('/v1/search', { q: text })))
    return hits.length ? hits : [{ title: say('search.none', { text }), isNote: true }]
  } catch (error) {
    return [{ title: sentence(error), isNote: true }]
  }
}

// A coordinate as people write it: with a comma or a space, degrees, longitude first or, where
// only that can be meant, latitude first.
export function coordinate(text) {
  const found = text.replace(/[，、;；]/g, ',').replace(/[°东经北纬EN]/gi, ' ')
    .match(/^\s*(-?\d{1,3}(?:\.\d+)?)\s*[,\s]\s*(-?\d{1,3}(?:\.\d+)?)\s*$/)
  if (!found || !/\./.test(text)) return null
  let at = [Number(found[1]), Number(found[2])], note = say(`datum.${typedDatum()}`)
  if (Math.abs(at[0]) <= 90 && Math.abs(at[1]) > 90) {
    at = at.reverse()
    note = `${say('search.swapped')} · ${note}`
  }
  if (Math.abs(at[0]) > 180 || Math.abs(at[1]) > 90) return null
  return { kind: 'coordinate', title: at.join(', '), note, at, crs: typedDatum(), mark: mark('coordinate') }
}

export const typedDatum = () => remembered('datum') ?? 'cgcs2000'
export const chooseTypedDatum = name => remember('datum', name)

const mark = kind => make('span', { class: 'mark', 'aria-hidden': 'true' }, marks[kind] ?? '▢')

// The hits of an answer, whatever stands in them beyond what the page needs.
function read(answer) {
  const rows = Array.isArray(answer) ? answer : answer?.results ?? answer?.hits ?? answer?.features ?? []
  return rows.slice(0, 20).map(row => {
    const hit = { ...row, ...row.properties }
    const kind = hit.layer ?? hit.kind ?? ''
    const at = hit.at ?? (row.geometry?.type === 'Point' ? row.geometry.coordinates : null)
    const title = hit.name || hit.code || ''
    const note = [layerName(kind), hit.name ? hit.code : '', hit.parent ?? hit.where ?? hit.within ?? '']
      .filter(Boolean).join(' · ')
    return { kind, title, note, at, code: hit.code, box: hit.box ?? row.bbox, crs: 'cgcs2000', mark: mark(kind) }
  }).filter(hit => hit.at || hit.box)
}
