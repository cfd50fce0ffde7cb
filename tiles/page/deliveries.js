// Deliveries that wait: what each would change, drawn on the map, what is wrong with it, and the
// two verbs that others feel: publish and undo.
import { address, ask, sentence } from './server.js'
import { language, moment, onLanguage, say } from './language.js'
import { announce, fill, make, one } from './element.js'
import { link, relink } from './link.js'
import { layerName } from './layers.js'
import { confirmed } from './confirm.js'
import { mayAsk, onRole, roleNeeded } from './session.js'
import { showDifference } from './difference.js'
import { datum } from './map.js'
import { registered } from './datum.js'
import { delivery, findingRow, word } from './delivery.js'

export function startDeliveries() {
  onLanguage(follow)
  onRole(follow)
}

// Shows what the link names: one delivery, or all.
export async function follow() {
  const page = one('#page-deliveries')
  showDifference(mayAsk('surveyor') ? link().delivery : null)
  if (page.hidden) return
  if (!mayAsk('viewer')) {
    return page.replaceChildren(make('h2', {}, say('deliveries.title')), roleNeeded('surveyor'))
  }
  try {
    if (link().delivery && mayAsk('surveyor')) {
      page.replaceChildren(...await delivery(link().delivery, leave))
    } else page.replaceChildren(...await all())
  } catch (error) {
    fill(
      page,
      make(
        'div',
        { class: 'failure', role: 'alert' },
        make('p', {}, sentence(error)),
        make('button', { type: 'button', click: follow }, say('failed.retry')),
        link().delivery
          ? make('button', { type: 'button', click: () => leave() }, say('deliveries.back'))
          : null,
      ),
    )
  }
}

// Opens one; without a name goes back to all.
export function leave(name = '') {
  relink({ delivery: name }, { isStep: true })
  return follow()
}

async function all() {
  const parts = [make('h2', {}, say('deliveries.title'))]
  if (mayAsk('surveyor')) {
    const list = (await ask('/v1/deliveries')).filter((entry) => entry.state !== 'published')
    parts.push(
      list.length
        ? make('ul', { class: 'cards' }, list.map(waiting))
        : make('p', { class: 'hint' }, say('deliveries.none')),
    )
  } else {
    parts.push(roleNeeded('surveyor'))
  }
  parts.push(make('button', { type: 'button', click: follow }, say('deliveries.refresh')))
  parts.push(make('h2', {}, say('editions.title')), editions(await ask('/v1/editions')))
  return parts
}

function waiting(entry) {
  return make(
    'li',
    {},
    make(
      'button',
      { type: 'button', class: 'card', click: () => leave(entry.delivery) },
      make('strong', {}, layerName(entry.layer)),
      ` ${entry.fileName}`,
      make(
        'span',
        { class: 'hint' },
        [
          word('state', entry.state),
          entry.errors ? say('deliveries.errors', { count: entry.errors }) : '',
          entry.warnings ? say('deliveries.warnings', { count: entry.warnings }) : '',
        ].filter(Boolean).join(' · '),
      ),
    ),
  )
}

// The newest first.
function editions(list) {
  if (!list.length) return make('p', { class: 'hint' }, say('editions.none'))
  return make(
    'ul',
    { class: 'editions' },
    [...list].sort((a, b) => b.number - a.number).slice(0, 50).map((entry) =>
      make(
        'li',
        {},
        make('span', { class: 'number' }, entry.number),
        make(
          'span',
          { class: 'what' },
          make('strong', {}, layerName(entry.layer)),
          ` ${entry.fileName}`,
          make(
            'span',
            { class: 'hint' },
            `${
              moment(entry.publishedAt)
            } · +${entry.newRows} ~${entry.changedRows} −${entry.vanishedRows}`,
          ),
        ),
        mayAsk('surveyor') ? undoing(entry) : null,
      )
    ),
  )
}

// A button, or why there is none.
function undoing(entry) {
  if (entry.isUndoable === false) {
    return make(
      'span',
      { class: 'hint why-not' },
      language() === 'en' ? entry.whyNot : entry.whyNotInChinese,
    )
  }
  return make('button', {
    type: 'button',
    click: () => undo(entry),
    'aria-label': `${say('editions.undo')} ${entry.number}`,
  }, say('editions.undo'))
}

async function undo(entry) {
  const says = say('editions.undo.says', {
    edition: entry.number,
    layer: layerName(entry.layer),
    new: entry.newRows,
    changed: entry.changedRows,
    vanished: entry.vanishedRows,
  })
  if (
    !await confirmed({
      title: say('editions.undo.title', { edition: entry.number }),
      says,
      yes: say('editions.undo'),
    })
  ) return
  await act(async () => {
    const made = await ask(`/v1/editions/${entry.number}/undo`, { method: 'POST', body: {} })
    return made.outcome === 'unchanged'
      ? say('deliveries.unchanged')
      : say('editions.undone', { edition: made.edition })
  })
}

// Brings a finding of the map into sight in the list; one that is not listed is asked for.
export async function showFinding({ properties, geometry }) {
  const place = `#page-deliveries .findings li[data-row="${properties.row}"] .card`
  if (!one(place)) {
    const path = `/v1/deliveries/${encodeURIComponent(link().delivery)}/findings`
    const near = await ask(
      address(path, {
        format: 'json',
        at: registered(geometry.coordinates, datum()).join(','),
        within: 30,
        limit: 20,
      }),
    )
    one('#page-deliveries .findings')?.prepend(...near.findings.map(findingRow))
  }
  one(place)?.scrollIntoView({ block: 'center' })
  one(place)?.focus()
}

// Does something, says what came of it, and shows what stands now.
export async function act(work) {
  let words
  try {
    words = await work()
  } catch (error) {
    words = sentence(error)
  }
  await follow()
  one('#page-deliveries').prepend(make('p', { class: 'warning', role: 'status' }, words))
  announce(words)
}
