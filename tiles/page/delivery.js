// One delivery: where it stands, what it would change, what was found, and what can be done.
import { address, ask } from './server.js'
import { knows, language, say } from './language.js'
import { make } from './element.js'
import { layerName } from './layers.js'
import { confirmed } from './confirm.js'
import { act } from './deliveries.js'
import { changes, sign } from './symbols.js'
import { goTo, goToBox } from './difference.js'

// At most so many findings are listed; the report has all.
const mostFindings = 200

export const word = (book, name) => (knows(`${book}.${name}`) ? say(`${book}.${name}`) : name)

export async function delivery(name, leave) {
  const path = `/v1/deliveries/${encodeURIComponent(name)}`
  const state = await ask(path)
  const report = state.state === 'checked' || state.checkedEdition ? await findings(path) : null
  return [
    make(
      'button',
      { type: 'button', class: 'back', click: () => leave() },
      `‹ ${say('deliveries.back')}`,
    ),
    make('h2', {}, `${layerName(state.layer)} ${state.fileName}`),
    make('p', { class: 'hint' }, `${word('state', state.state)} · ${state.delivery}`),
    state.isStale ? make('p', { class: 'warning' }, say('deliveries.stale')) : null,
    state.reason ? make('p', { class: 'failure' }, state.reason) : null,
    state.differences
      ? difference(state.differences, report ? await ask(`${path}/box`) : null)
      : null,
    report ? found(report, path, (state.errors ?? 0) + (state.warnings ?? 0)) : null,
    make(
      'div',
      { class: 'buttons' },
      make(
        'button',
        { type: 'button', class: 'main', click: () => publish(state, path) },
        say('deliveries.publish'),
      ),
      make('button', {
        type: 'button',
        click: () =>
          act(async () => {
            await ask(`${path}/check`, { method: 'POST' })
            return word('state', 'checked')
          }),
      }, say('deliveries.check')),
      make('a', {
        class: 'button',
        href: `${path}/findings?format=html`,
        target: '_blank',
        rel: 'noopener',
      }, say('deliveries.report')),
    ),
  ].filter(Boolean)
}

// What was found, and where on the map all of it lies; null before it was checked.
async function findings(path) {
  try {
    return await ask(`${path}/findings?format=json&limit=${mostFindings}`)
  } catch (error) {
    if (error.status === 409) return null
    throw error
  }
}

function difference(counts, ground) {
  const rows = Object.keys(changes).filter((kind) => counts[kind])
  return make(
    'section',
    {},
    make('h3', {}, say('deliveries.difference')),
    rows.length
      ? make(
        'ul',
        { class: 'counts' },
        rows.map((kind) => {
          const mark = sign(changes[kind])
          mark.className = 'sign'
          return make(
            'li',
            {},
            make('span', {}, mark, say(`change.${kind}`)),
            make('strong', {}, counts[kind].toLocaleString()),
          )
        }),
      )
      : make('p', { class: 'hint' }, say('change.unchanged')),
    ground?.withoutPlace
      ? make(
        'p',
        { class: 'hint' },
        say('deliveries.without-place', { count: ground.withoutPlace }),
      )
      : null,
    ground?.box
      ? make('button', { type: 'button', click: () => goToBox(ground.box) }, say('deliveries.show'))
      : null,
  )
}

function found(report, path, total) {
  const list = report.findings ?? []
  if (!list.length) return make('p', { class: 'hint' }, say('deliveries.no-findings'))
  return make(
    'section',
    {},
    make('h3', {}, say('deliveries.findings')),
    make('ul', { class: 'findings' }, list.map(findingRow)),
    total > list.length
      ? make(
        'p',
        {},
        make(
          'a',
          { href: `${path}/findings?format=html`, target: '_blank' },
          say('deliveries.more', { count: total - list.length }),
        ),
      )
      : null,
  )
}

// A finding as a row of the list; one that has a place goes there.
export function findingRow(finding) {
  const words = language() === 'en' ? finding.english : finding.chinese
  const where = finding.row ? `${say('deliveries.row', { row: finding.row })} · ` : ''
  const mark = make(
    'span',
    { class: `severity ${finding.severity}`, 'aria-hidden': 'true' },
    finding.severity === 'error' ? '✕' : '!',
  )
  return make(
    'li',
    { class: finding.severity, 'data-row': finding.row ?? '' },
    finding.at
      ? make(
        'button',
        { type: 'button', class: 'card', click: () => goTo(finding.at) },
        mark,
        where,
        words,
      )
      : make('span', { class: 'card' }, mark, where, words),
  )
}

async function publish(state, path) {
  const counts = state.differences ?? {}
  const changed = ['moved', 'retyped', 'reowned', 'changed'].reduce(
    (sum, kind) => sum + (counts[kind] ?? 0),
    0,
  )
  const rejected = state.account?.rejected ?? 0
  const without = make('input', { type: 'checkbox', id: 'without', required: true })
  const go = await confirmed({
    title: say('deliveries.publish.title', { name: state.fileName }),
    says: say('deliveries.publish.says', {
      new: counts.new ?? 0,
      changed,
      vanished: counts.vanished ?? 0,
    }),
    yes: say('deliveries.publish'),
    extra: rejected
      ? make(
        'p',
        {},
        say('deliveries.publish.rejected', { count: rejected }),
        make('br'),
        make('label', {}, without, ' ', say('deliveries.publish.without')),
      )
      : null,
  })
  if (!go) return
  await act(async () => {
    const made = await ask(`${path}/publish`, {
      method: 'POST',
      body: rejected ? { withoutRejected: without.checked } : {},
    })
    return made.outcome === 'unchanged'
      ? say('deliveries.unchanged')
      : say('deliveries.published', { edition: made.edition })
  })
}
