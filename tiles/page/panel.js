// The panel's tabs, and its folding on a phone.
import { make, one } from './element.js'
import { onLanguage, say } from './language.js'
import { link, relink } from './link.js'

const tabs = ['verdict', 'layers', 'mine', 'deliveries']
let opened = () => {}

export function startPanel(callback) {
  opened = callback
  onLanguage(show)
  one('#fold').addEventListener('click', () => fold(!document.body.classList.contains('folded')))
  one('#page-verdict').addEventListener('wanted', () => {
    fold(false)
    show()
  })
  one('#tabs').addEventListener('keydown', move)
  show()
}

export const tab = () => (tabs.includes(link().tab) ? link().tab : 'verdict')

export function show() {
  one('#tabs').replaceChildren(...tabs.map((name) =>
    make('button', {
      type: 'button',
      role: 'tab',
      id: `tab-${name}`,
      'aria-controls': `page-${name}`,
      'aria-selected': String(name === tab()),
      tabindex: name === tab() ? '0' : '-1',
      click: () => choose(name),
    }, say(`tab.${name}`))
  ))
  for (const name of tabs) {
    const page = one(`#page-${name}`)
    page.hidden = name !== tab()
    page.setAttribute('aria-labelledby', `tab-${name}`)
  }
  const isFolded = document.body.classList.contains('folded')
  one('#fold').setAttribute('aria-expanded', String(!isFolded))
  one('#fold').setAttribute('aria-label', say(isFolded ? 'panel.unfold' : 'panel.fold'))
  opened(tab())
}

export function choose(name) {
  relink({ tab: name === 'verdict' ? '' : name })
  fold(false)
}

export function fold(isFolded) {
  document.body.classList.toggle('folded', isFolded)
  show()
}

function move(event) {
  const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key]
  if (!step) return
  event.preventDefault()
  choose(tabs[(tabs.indexOf(tab()) + step + tabs.length) % tabs.length])
  one(`#tab-${tab()}`).focus()
}
