// The verdict as a card: who must act and how sure that is, then whatever a dispatcher looks for next.
import { announce, make, one } from './element.js'
import { language, moment, say } from './language.js'
import {
  actingNames,
  basisRows,
  componentLine,
  metres,
  personLine,
  placeRow,
  segmentLine,
  statusMark,
} from './verdict-words.js'
import { category, categoryName } from './category.js'
import { basisBox, letter } from './basis.js'
import { map } from './map.js'
import { print } from './paper.js'

export function card(shown, { close }) {
  const { verdict } = shown
  return [
    head(verdict, close),
    verdict.candidates.length ? candidates(verdict.candidates) : null,
    verdict.unregistered
      ? make('p', { class: 'warning' }, '⚠ ', say('verdict.unregistered'))
      : null,
    facts(shown),
    why(verdict),
    tools(shown),
    make(
      'p',
      { class: 'hint' },
      `${say('verdict.edition', { edition: verdict.edition })} · ${moment(shown.askedAt)}`,
    ),
  ].filter(Boolean)
}

function head(verdict, close) {
  const { organization, marginInMetres, place } = verdict
  const status = organization?.status ?? 'contested'
  const margin = marginInMetres === null || marginInMetres === undefined
    ? say('verdict.no-margin')
    : say('verdict.margin', { metres: metres(marginInMetres) })
  return make(
    'section',
    { class: `head ${organization ? status : 'nobody'}` },
    make('button', {
      type: 'button',
      class: 'shut',
      'aria-label': say('close'),
      click: () => close(),
    }, '×'),
    organization ? statusMark(status) : null,
    make(
      'h2',
      { class: 'acting', id: 'acting' },
      make('span', { class: 'label' }, say('verdict.who')),
      actingNames(verdict),
      organization && status !== 'contested'
        ? make('span', { class: 'code' }, ` ${organization.code}`)
        : null,
    ),
    organization ? make('p', { class: 'sure' }, say(`verdict.${status}.says`)) : null,
    organization ? make('p', { class: 'hint' }, margin) : null,
    place.nearestDistrict
      ? make(
        'p',
        { class: 'hint' },
        say('verdict.nearest', {
          name: place.nearestDistrict.name,
          metres: metres(place.nearestDistrict.distanceInMetres),
        }),
      )
      : null,
  )
}

// Side by side, each with the question that separates it from the others.
function candidates(list) {
  return make(
    'section',
    { class: 'candidates', 'aria-label': say('verdict.candidates') },
    make('h3', {}, say('verdict.candidates')),
    make(
      'div',
      { class: 'pair' },
      list.map((candidate, i) =>
        make(
          'div',
          { class: 'candidate' },
          make('p', { class: 'letter', 'aria-hidden': 'true' }, letter(i)),
          make('h4', {}, candidate.organization.name || candidate.organization.code),
          make(
            'p',
            { class: 'question' },
            language() === 'en' ? candidate.question : candidate.questionInChinese,
          ),
          make(
            'p',
            { class: 'hint' },
            say('verdict.share', { share: Math.round(candidate.share * 1000) / 10 }),
          ),
        )
      ),
    ),
  )
}

function facts({ verdict, question }) {
  const accuracy = verdict.accuracyInMetres ?? question.accuracy
  const { organization, person, component, place } = verdict
  const rows = []
  const key = verdict.category
  rows.push([
    'verdict.category',
    key ? `${key.split('/')[1]} ${categoryName(key)}` : make(
      'span',
      {},
      say('verdict.no-category'),
      make('span', { class: 'hint' }, ` ${category() ? '' : say('verdict.pick')}`),
    ),
  ])
  if (component) rows.push(['verdict.component', componentLine(component)])
  rows.push(['verdict.person', person ? personLine(person) : say('verdict.no-person')])
  for (const part of ['competent', 'owner', 'maintainer']) {
    const named = organization?.[part]
    if (named && named.code !== organization.code) {
      rows.push([`verdict.${part}`, named.name || named.code])
    }
  }
  if (organization?.assisting?.length) {
    rows.push([
      'verdict.assisting',
      organization.assisting.map((named) => named.name || named.code).join('、'),
    ])
  }
  if (place.roadChiefSegment) rows.push(['verdict.segment', segmentLine(place.roadChiefSegment)])
  rows.push(['verdict.place', placeRow(place)])
  rows.push([
    'verdict.coordinate',
    make('span', { class: 'figures' }, place.at.map((value) => value.toFixed(6)).join(', ')),
  ])
  if (accuracy) rows.push(['verdict.accuracy', metres(accuracy)])
  if (verdict.similar?.length) rows.push(['verdict.similar', verdict.similar.join('、')])
  return make(
    'dl',
    { class: 'facts' },
    rows.flatMap(([name, value]) => [make('dt', {}, say(name)), make('dd', {}, value)]),
  )
}

function why(verdict) {
  return make(
    'details',
    { class: 'why', open: true },
    make('summary', {}, say('verdict.because')),
    basisRows(verdict.basis),
  )
}

function tools(shown) {
  const { verdict } = shown
  const button = (word, click, extra = {}) =>
    make('button', { type: 'button', click, ...extra }, say(word))
  const copy = (text) =>
    navigator.clipboard?.writeText(text).then(() => announce(say('verdict.copied')))
  return make(
    'div',
    { class: 'buttons' },
    button('verdict.print', () => print(shown), { class: 'main', id: 'print' }),
    button(
      'verdict.copy',
      () =>
        copy(one('#page-verdict .head').innerText + '\n' + one('#page-verdict .facts').innerText),
    ),
    button('verdict.link', () => copy(location.href)),
    map()
      ? button('verdict.zoom', () => {
        const bounds = basisBox()
        if (bounds) map().fitBounds(bounds, { padding: 90, maxZoom: 19.5 })
      })
      : null,
  )
}
