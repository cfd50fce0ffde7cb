// The parts of a verdict in words, the same on the screen and on paper.
import { make } from './element.js'
import { knows, say } from './language.js'
import { sign, statuses } from './symbols.js'

export const metres = (value) =>
  say('verdict.metres', { n: value < 10 ? Math.round(value * 10) / 10 : Math.round(value) })

// Who must act. While that is contested nobody is named alone: a name in large letters is believed.
export function actingNames({ organization, candidates }) {
  if (!organization) return say('verdict.nobody')
  const names = organization.status === 'contested'
    ? candidates.map((candidate) => candidate.organization.name || candidate.organization.code)
    : []
  return names.length > 1 ? names.join(say('verdict.or')) : organization.name || organization.code
}

// How sure, as a word with a shape of its own: told apart without any colour.
export function statusMark(status) {
  const look = statuses[status]
  const canvas = sign(look, { pixels: 30, ratio: 3 })
  const pen = canvas.getContext('2d')
  pen.setTransform(3, 0, 0, 3, 45, status === 'likely' ? 50 : 46.5)
  pen.fillStyle = '#fff'
  pen.font = 'bold 13px sans-serif'
  pen.textAlign = 'center'
  pen.textBaseline = 'middle'
  pen.fillText(look.sign, 0, 0)
  canvas.className = 'status-sign'
  canvas.setAttribute('aria-hidden', 'true')
  return make('p', { class: `status ${status}` }, canvas, say(`verdict.${status}`))
}

export function personLine(person) {
  const title = person.title || (knows(person.role) ? say(person.role) : person.role)
  return make(
    'span',
    {},
    `${title}`,
    person.contact
      ? make('span', { class: 'handle' }, ` ${say('verdict.contact')} ${person.contact}`)
      : null,
    person.deputy ? ` · ${say('verdict.deputy')} ${person.deputy}` : null,
    person.status !== 'certain' ? ` · ${say(`verdict.${person.status}`)}` : null,
  )
}

export const componentLine = (component) =>
  make(
    'span',
    {},
    component.name,
    ' ',
    make('span', { class: 'figures' }, component.code),
    component.distanceInMetres === undefined
      ? ''
      : ` · ${say('verdict.away', { metres: metres(component.distanceInMetres) })}`,
  )

export const segmentLine = (segment) =>
  make(
    'span',
    {},
    segment.name || segment.code,
    segment.roadLevel ? ` (${segment.roadLevel})` : '',
    ` · ${say(`verdict.side.${segment.side}`)} ${metres(segment.distanceInMetres)}`,
  )

// The areas from the largest to the smallest.
export function placeRow(place) {
  const path = ['city', 'district', 'subdistrict', 'community'].map((name) =>
    place[name]?.name || place[name]?.code
  )
  const grids = ['unitGrid', 'responsibilityGrid', 'managementGrid', 'evaluationGrid'].filter(
    (name) => place[name],
  )
    .map((name) =>
      make(
        'span',
        { class: 'grid' },
        `${say(`area.${name}`)} `,
        place[name].name ? `${place[name].name} ` : '',
        make('span', { class: 'figures' }, place[name].code),
      )
    )
  return make(
    'span',
    {},
    path.filter(Boolean).join(' › '),
    place.coverage === 'grid'
      ? ''
      : make('strong', {}, ` ${say(`verdict.coverage.${place.coverage}`)}`),
    grids,
  )
}

// What was tried and what decided, in order, for the organization and for the person.
export function basisRows(basis) {
  const list = make('div', { class: 'basis' })
  for (const chain of ['organization', 'person']) {
    const steps = basis.filter((step) => step.chain === chain)
    if (!steps.length) continue
    list.append(
      make('h4', {}, say(`chain.${chain}`)),
      make(
        'ol',
        {},
        steps.map((step) => {
          const key = `rule.${step.rule}`
          const rule = knows(key) ? say(key) : step.rule
          const words = say(`rule.${step.result}`, { rule, code: step.code ?? '' })
          const away = step.distanceInMetres === null || step.distanceInMetres === undefined
            ? ''
            : ` (${metres(step.distanceInMetres)})`
          return make('li', { class: step.result }, words + (step.result === 'decided' ? away : ''))
        }),
      ),
    )
  }
  return list
}
