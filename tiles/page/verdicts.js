// Asks for the verdict about a place or a component, and shows it: in words, on the map, on paper.
import { address, ask, sentence } from './server.js'
import { onLanguage, say } from './language.js'
import { announce, make, one } from './element.js'
import { link, relink } from './link.js'
import { category } from './category.js'
import { mayAsk, onRole, role, roleNeeded } from './session.js'
import { datum, map } from './map.js'
import { drawn } from './datum.js'
import { basisOf, clearBasis, drawBasis } from './basis.js'
import { card } from './card.js'
import { hereIs } from './here.js'

let shown = null
let running = null

// The verdict on the screen: `{ verdict, basis, askedAt }`.
export const current = () => shown

export function startVerdicts() {
  onLanguage(render)
  onRole(again)
  empty()
  again()
}

// Asks about `{ at, crs }` or `{ code }`; `moves` brings the map there.
export async function askAbout(question, { isStep = true, moves = null } = {}) {
  running?.abort()
  running = new AbortController()
  const { signal } = running
  const at = question.at?.map((value) => Number(value).toFixed(7)).map(Number)
  const isShifted = question.crs && question.crs !== 'cgcs2000'
  // The link keeps CGCS2000 alone; what is shifted is put there when the server has converted it.
  relink({ at: at && !isShifted ? at.join(',') : '', code: question.code ?? '', tab: '' }, {
    isStep,
  })
  one('#page-verdict').dispatchEvent(new CustomEvent('wanted', { bubbles: true }))
  if (at) {
    drawBasis([{
      kind: 'place',
      at: isShifted && datum() === question.crs ? at : drawn(at, datum()),
      isDrawn: true,
    }])
  }
  if (!mayAsk('dispatcher')) return refused(at, question)
  one('#page-verdict').setAttribute('aria-busy', 'true')
  try {
    const verdict = await ask(
      address('/v1/verdict', {
        at: at?.join(','),
        code: at ? null : question.code,
        category: category(),
        crs: isShifted ? question.crs : null,
      }),
      { signal },
    )
    if (isShifted) relink({ at: verdict.place.at.join(',') })
    shown = { verdict, askedAt: new Date(), question }
    render()
    tell(verdict)
    moves?.(drawn(verdict.place.at, datum()))
    shown.basis = await basisOf(verdict, question.accuracy)
    if (!signal.aborted) drawBasis(shown.basis)
  } catch (error) {
    if (error.name !== 'AbortError') failed(error, question)
  } finally {
    if (!signal.aborted) one('#page-verdict').removeAttribute('aria-busy')
  }
}

// Asks anew what the link says: after another category, another role, a step back.
export function again() {
  const { at, code } = link()
  if (!at && !code) return close({ isStep: false })
  const place = at?.split(',').map(Number)
  return askAbout(place ? { at: place } : { code }, { isStep: false })
}

export function close({ isStep = true } = {}) {
  running?.abort()
  shown = null
  clearBasis()
  relink({ at: '', code: '' }, { isStep })
  empty()
}

// Draws the verdict once more, after the style was changed.
export const redrawBasis = () => {
  if (shown?.basis) drawBasis(shown.basis)
}

function render() {
  if (!shown) return link().at || link().code ? null : empty()
  const page = one('#page-verdict')
  page.replaceChildren(...card(shown, { close }))
  page.scrollTop = 0
}

function empty() {
  one('#page-verdict').replaceChildren(
    make('p', { class: 'invitation' }, say('verdict.empty')),
    mayAsk('dispatcher')
      ? make('p', { class: 'hint keys-hint' }, say('verdict.keys'))
      : roleNeeded('dispatcher'),
    make(
      'p',
      {},
      make('a', { href: '/help', target: '_blank', rel: 'noopener' }, say('verdict.manual')),
    ),
  )
}

function tell({ organization }) {
  announce(
    organization
      ? say('verdict.told', {
        status: say(`verdict.${organization.status}`),
        organization: organization.name,
      })
      : say('verdict.nobody'),
  )
}

// Without the right to a verdict: which role has it, and what the map itself shows at the place.
function refused(at, question) {
  shown = null
  one('#page-verdict').removeAttribute('aria-busy')
  one('#page-verdict').replaceChildren(
    ...(at ? hereIs(drawn(at, datum()), map(), question) : []),
    roleNeeded('dispatcher'),
  )
  announce(one('#page-verdict').textContent.slice(0, 200))
}

function failed(error, question) {
  shown = null
  if (error.status === 403) return refused(question.at, question)
  one('#page-verdict').replaceChildren(
    make(
      'div',
      { class: 'failure', role: 'alert' },
      make('p', {}, sentence(error)),
      make(
        'button',
        { type: 'button', click: () => askAbout(question, { isStep: false }) },
        say('failed.retry'),
      ),
    ),
  )
  if (error.status === 401 && role() === 'public') {
    one('#page-verdict').append(roleNeeded('dispatcher'))
  }
}
