// The verdict on one page of paper, for the talk on the pavement.
import { make, one } from './element.js'
import { language, moment, say } from './language.js'
import { datum, picture } from './map.js'
import { drawn } from './datum.js'
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
import { categoryName } from './category.js'
import { letter } from './basis.js'

let shown = () => null
let city = ''

// The page is made whenever something prints, by the button or by the browser's own menu.
export function startPaper(current, cityName) {
  shown = current
  city = cityName
  addEventListener('beforeprint', () => lay(shown()))
}

export function print(verdict) {
  lay(verdict)
  window.print()
}

function lay(current) {
  const paper = one('#paper')
  if (!current) return paper.replaceChildren(mapPicture())
  const { verdict, askedAt } = current
  paper.replaceChildren(
    make(
      'header',
      {},
      make('h1', {}, say('paper.title')),
      make(
        'p',
        {},
        `${city} · ${moment(askedAt)} · ${say('verdict.edition', { edition: verdict.edition })}`,
      ),
    ),
    head(verdict),
    candidates(verdict),
    make('div', { class: 'halves' }, facts(verdict), mapPicture(verdict.place.at)),
    make('h2', {}, say('verdict.because')),
    basisRows(verdict.basis),
    make(
      'footer',
      {},
      make('p', { class: 'sign-here' }, `${say('paper.sign')}:`),
      make('p', {}, `${say('paper.note')} ${say('paper.made')} ${moment(new Date())}`),
    ),
  )
}

function head(verdict) {
  const { organization, unregistered } = verdict
  if (!organization) return make('p', { class: 'paper-head' }, say('verdict.nobody'))
  return make(
    'section',
    { class: 'paper-head' },
    statusMark(organization.status),
    make(
      'p',
      { class: 'paper-acting' },
      actingNames(verdict),
      organization.status === 'contested' ? '' : make('small', {}, ` ${organization.code}`),
    ),
    make(
      'p',
      {},
      say(`verdict.${organization.status}.says`),
      unregistered ? ` · ${say('verdict.unregistered')}` : '',
    ),
  )
}

function candidates(verdict) {
  if (!verdict.candidates.length) return ''
  return make(
    'ol',
    { class: 'paper-candidates' },
    verdict.candidates.map((candidate, i) =>
      make(
        'li',
        {},
        make('strong', {}, `${letter(i)} ${candidate.organization.name}: `),
        language() === 'en' ? candidate.question : candidate.questionInChinese,
      )
    ),
  )
}

function facts(verdict) {
  const { place, component, person, organization } = verdict
  const rows = [
    [
      'verdict.category',
      verdict.category
        ? `${verdict.category.split('/')[1]} ${categoryName(verdict.category)}`
        : say('verdict.no-category'),
    ],
    ['verdict.coordinate', `${place.at.map((value) => value.toFixed(7)).join(', ')} (CGCS2000)`],
    ['verdict.place', placeRow(place)],
    component ? ['verdict.component', componentLine(component)] : null,
    place.roadChiefSegment ? ['verdict.segment', segmentLine(place.roadChiefSegment)] : null,
    ['verdict.person', person ? personLine(person) : say('verdict.no-person')],
    ...['owner', 'maintainer', 'competent'].map((name) =>
      organization?.[name] ? [`verdict.${name}`, organization[name].name] : null
    ),
    verdict.marginInMetres
      ? ['verdict.who', say('verdict.margin', { metres: metres(verdict.marginInMetres) })]
      : null,
  ].filter(Boolean)
  return make(
    'dl',
    {},
    rows.flatMap(([name, value]) => [make('dt', {}, say(name)), make('dd', {}, value)]),
  )
}

function mapPicture(place) {
  const source = picture(place && drawn(place, datum()))
  return source ? make('img', { class: 'paper-map', src: source, alt: '' }) : ''
}
