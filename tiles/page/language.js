// The language of the page: Chinese unless the link, the browser's memory or a switch says English.
import zh from './words-zh.js'
import en from './words-en.js'
import { remember, remembered } from './memory.js'

const books = { zh, en }
const followers = new Set()
let chosen = 'zh'

// `zh` or `en`.
export const language = () => chosen

// A text of the book; a missing one shows its key, so that a test finds it.
export function say(key, values = {}) {
  const text = books[chosen][key] ?? key
  return text.replace(/\{(\w+)\}/g, (whole, name) => values[name] ?? whole)
}

// A moment as people of the language write it.
export const moment = (time) =>
  new Date(time).toLocaleString(
    chosen === 'en' ? 'en-GB' : 'zh-CN',
    { dateStyle: 'medium', timeStyle: 'short' },
  )

// Whether the book has a text.
export const knows = (key) => key in books[chosen]

// The text of a value that carries both languages, as `{zh, en}` or as a plain string.
export const either = (text) =>
  typeof text === 'string' ? text : text?.[chosen] ?? text?.zh ?? text?.en ?? ''

// Chooses the language that the link or the memory names.
export function startLanguage(named) {
  const wanted = named ?? remembered('language')
  chosen = wanted === 'en' ? 'en' : 'zh'
  spell()
}

export function chooseLanguage(name) {
  if (name === chosen || !(name in books)) return
  chosen = name
  remember('language', name)
  spell()
  for (const follow of followers) follow(name)
}

// Calls back after each change of language.
export const onLanguage = (follow) => followers.add(follow)

// Writes the texts of everything that stands in the page itself.
function spell() {
  document.documentElement.lang = chosen === 'en' ? 'en' : 'zh-CN'
  for (const node of document.querySelectorAll('[data-word]')) {
    node.textContent = say(node.dataset.word)
  }
  for (const node of document.querySelectorAll('[data-hint]')) {
    node.placeholder = say(node.dataset.hint)
  }
  for (const node of document.querySelectorAll('[data-label]')) {
    node.setAttribute('aria-label', say(node.dataset.label))
  }
}
