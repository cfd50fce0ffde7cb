// Who is signed in. The token is exchanged for a cookie that no script can read.
import { ask, onExpired, sentence } from './server.js'
import { onLanguage, say } from './language.js'
import { announce, make, one } from './element.js'

let current = 'public'
const followers = new Set()

export const role = () => current
export const onRole = (follow) => followers.add(follow)

export async function startSession() {
  onExpired(() => {
    if (current === 'public') return
    take('public')
    openSignIn(say('session.expired'))
  })
  one('#session-button').addEventListener('click', () => {
    if (current === 'public') openSignIn()
    else signOut()
  })
  onLanguage(show)
  try {
    const answer = await ask('/session')
    current = answer?.role ?? 'public'
  } catch {
    // Without an answer the page goes on with what is public.
  }
  show()
}

function take(next) {
  const isOther = next !== current
  current = next
  show()
  if (isOther) { for (const follow of followers) follow(next) }
}

function show() {
  one('#role').textContent = say(`role.${current}`)
  one('#role').dataset.role = current
  one('#session-button').textContent = say(current === 'public' ? 'session.in' : 'session.out')
}

async function signOut() {
  try {
    await ask('/session', { method: 'DELETE' })
    announce(say('session.bye'))
    take('public')
  } catch (error) {
    if (error.status === 401) take('public')
    else announce(sentence(error))
  }
}

// Asks for the token; `reason` says why it is asked for now.
export function openSignIn(reason = '') {
  const dialog = one('#sign-in')
  const wrong = make('p', { class: 'wrong', role: 'alert' }, reason)
  const token = make('input', {
    id: 'token',
    type: 'password',
    autocomplete: 'current-password',
    required: true,
    spellcheck: 'false',
    'aria-describedby': 'token-hint',
  })
  const send = async (event) => {
    event.preventDefault()
    try {
      const answer = await ask('/session', { method: 'POST', body: { token: token.value.trim() } })
      const now = answer?.role ?? (await ask('/session')).role
      dialog.close()
      take(now)
      announce(say('session.welcome', { role: say(`role.${now}`) }))
    } catch (error) {
      wrong.textContent = error.status === 401 || error.status === 400
        ? say('session.wrong')
        : sentence(error)
      token.select()
    }
  }
  dialog.setAttribute('aria-label', say('session.title'))
  dialog.replaceChildren(
    make(
      'form',
      { submit: send },
      make('h2', {}, say('session.title')),
      make('label', { for: 'token' }, say('session.token')),
      token,
      make('p', { id: 'token-hint', class: 'hint' }, say('session.hint')),
      wrong,
      make(
        'div',
        { class: 'buttons' },
        make('button', { type: 'submit', class: 'main' }, say('session.in')),
        make('button', { type: 'button', click: () => dialog.close() }, say('confirm.no')),
      ),
    ),
  )
  if (!dialog.open) dialog.showModal()
  token.focus()
}

// What to show where a role is missing: which one, and the way to it.
export function roleNeeded(needed) {
  const names = { role: say(`role.${needed}`), own: say(`role.${current}`) }
  if (current !== 'public') return make('p', { class: 'note' }, say('role.needed', names))
  return make(
    'p',
    { class: 'note' },
    say('role.sign-in', names),
    ' ',
    make('button', { type: 'button', class: 'main', click: () => openSignIn() }, say('session.in')),
  )
}

const ranks = ['public', 'viewer', 'dispatcher', 'surveyor', 'administrator']

// Whether it makes sense to ask; the server decides.
export const mayAsk = (needed) =>
  current === 'administrator' || current === needed ||
  (needed === 'viewer' && ranks.indexOf(current) >= 1) || needed === 'public'
