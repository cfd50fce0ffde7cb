// Asks the server, and turns whatever goes wrong into a sentence: what, where, what next.
import { knows, say } from './language.js'

// What the server refused or could not do.
export class Refusal extends Error {
  constructor(status, path, problem = {}) {
    super(problem.detail ?? problem.title ?? `${status}`)
    this.status = status
    this.path = path
    this.problem = problem
  }

  // The sentence in the language of the page.
  get sentence() {
    if (this.status === 0) return say('failed.offline')
    const key = this.status >= 500 ? 'failed.500' : `failed.${this.status}`
    return say(knows(key) ? key : 'failed.other', {
      detail: this.message,
      where: this.path.split('?')[0],
      id: this.problem.requestId ?? '—',
    })
  }
}

let expired = () => {}

// Calls back when the server no longer knows the session.
export const onExpired = (callback) => {
  expired = callback
}

// The answer as JSON, or null if it has none.
export async function ask(path, { method = 'GET', body, signal } = {}) {
  let reply
  try {
    reply = await fetch(path, {
      method,
      signal,
      credentials: 'same-origin',
      headers: {
        accept: 'application/json',
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      },
      body: body === undefined ? undefined : JSON.stringify(body),
    })
  } catch (error) {
    if (error.name === 'AbortError') throw error
    throw new Refusal(0, path)
  }
  const text = await reply.text()
  const value = parsed(text)
  if (!reply.ok) {
    const refusal = new Refusal(reply.status, path, value ?? {})
    if (reply.status === 401 && path !== '/session') expired(refusal)
    throw refusal
  }
  return value
}

function parsed(text) {
  try {
    return text ? JSON.parse(text) : null
  } catch {
    return null
  }
}

// A path with its query; what is empty is left out.
export function address(path, query = {}) {
  const text = Object.entries(query)
    .filter(([, value]) => value !== null && value !== undefined && value !== '')
    .map(([name, value]) =>
      `${name}=${encodeURIComponent(value).replace(/%2C/g, ',').replace(/%2F/g, '/')}`
    )
    .join('&')
  return text ? `${path}?${text}` : path
}

// Whatever went wrong, as a sentence.
export const sentence = (error) => error.sentence ?? say('failed.other', { detail: error.message })
