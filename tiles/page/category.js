// The picker of the kind of problem, by number and by name; the last ones come first.
import { Combobox } from './combobox.js'
import { ask } from './server.js'
import { onLanguage, say } from './language.js'
import { make, one } from './element.js'
import { remember, remembered } from './memory.js'
import { majors, sign } from './symbols.js'

let categories = []
let chosen = ''
let box = null

export const category = () => chosen

// The name of a category that has one.
export const categoryName = (key) => categories.find((entry) => entry.key === key)?.name ?? ''

// `changed(key)` is told of each choice; an empty key is none.
export async function startCategories(listed, key, changed) {
  const input = one('#category-box'), clear = one('#category-clear')
  box = new Combobox(input, one('#category-list'), {
    wait: 0,
    isOfferedEmpty: true,
    offer,
    choose: (entry) => {
      chooseCategory(entry.key)
      changed(chosen)
    },
    submit: (text) => {
      if (!text) {
        chooseCategory('')
        return changed('')
      }
      const first = offer(text)[0]
      if (first && !first.isNote) {
        box.close()
        chooseCategory(first.key)
        changed(chosen)
      }
    },
  })
  input.addEventListener('blur', () => setTimeout(spell, 200))
  input.addEventListener('focus', () => input.select())
  clear.addEventListener('click', () => {
    chooseCategory('')
    changed('')
    input.focus()
  })
  onLanguage(spell)
  categories = (listed ?? []).map(([key, name, major]) => ({ key, name, major }))
  if (!categories.length) await load()
  chooseCategory(key ?? '')
}

// Without a list in the description of the map, the register is asked page by page.
async function load() {
  try {
    let next = '/collections/categories/items?limit=1000'
    while (next && categories.length < 5000) {
      const answer = await ask(next)
      for (const { id, properties } of answer.features) {
        const { kind, code, name, major } = properties
        categories.push({ key: kind && code ? `${kind}/${code}` : id, name: name ?? '', major })
      }
      next = answer.links?.find((entry) => entry.rel === 'next')?.href
    }
  } catch {
    // Without the right to read it, a category can still stand in the link.
  }
}

export function chooseCategory(key) {
  chosen = key
  if (key) {
    remember(
      'categories',
      [key, ...recent().filter((other) => other !== key)].slice(0, 8).join(' '),
    )
  }
  spell()
}

const recent = () => (remembered('categories') ?? '').split(' ').filter(Boolean)

function spell() {
  const input = one('#category-box')
  if (document.activeElement === input && !one('#category-list').hidden) return
  input.value = chosen ? `${numberOf(chosen)} ${categoryName(chosen)}`.trim() : ''
  one('#category-clear').hidden = !chosen
}

const numberOf = (key) => key.split('/').pop()

function offer(text) {
  const wanted = text.toLowerCase()
  if (!wanted) return recentChoices()
  const found = categories.filter(({ key, name }) =>
    numberOf(key).startsWith(wanted) || name.toLowerCase().includes(wanted) || key === wanted
  )
    // Matters first: a case has one.
    .sort((a, b) => rank(a, wanted) - rank(b, wanted) || (a.key < b.key ? -1 : 1))
  if (!found.length) return [{ title: say('category.none', { text }), isNote: true }]
  return found.slice(0, 40).map(choice)
}

const rank = ({ key }, wanted) =>
  (numberOf(key) === wanted ? 0 : 2) + (key.startsWith('matter/') ? 0 : 1)

function recentChoices() {
  const known = recent().map((key) => categories.find((entry) => entry.key === key)).filter(Boolean)
  const rest = categories.filter((entry) =>
    entry.key.startsWith('matter/') && !known.includes(entry)
  )
  const rows = known.map(choice)
  if (rows.length) rows.unshift({ title: say('category.recent'), isNote: true })
  return [...rows, ...rest.slice(0, 400).map(choice)]
}

function choice({ key, name, major }) {
  const kind = key.split('/')[0]
  const look = majors[major ?? numberOf(key).slice(0, 2)] ?? majors['05']
  const mark = sign(look, { pixels: 18 })
  mark.className = 'sign'
  return { key, mark, title: `${numberOf(key)} ${name}`, note: say(`kind.${kind}`) }
}
