// A box with suggestions, by mouse and by keyboard alone (ARIA's combobox with a listbox).
import { make } from './element.js'

export class Combobox {
  // `offer(text)` gives the choices, each with `title`, `note` and `mark`; `choose(choice)` takes
  // one, `submit(text)` what was typed when none is chosen.
  constructor(input, list, { offer, choose, submit, wait = 150, isOfferedEmpty = false }) {
    Object.assign(this, { input, list, offer, choose, submit, wait, isOfferedEmpty })
    this.choices = []
    this.marked = -1
    this.turn = 0
    input.setAttribute('role', 'combobox')
    input.setAttribute('aria-autocomplete', 'list')
    input.setAttribute('aria-controls', list.id)
    input.setAttribute('aria-expanded', 'false')
    list.setAttribute('role', 'listbox')
    input.addEventListener('input', () => this.later())
    // What was chosen before stands in the box; whoever comes back wants to see all.
    const offerAll = () => isOfferedEmpty && list.hidden && this.refresh('')
    input.addEventListener('focus', offerAll)
    input.addEventListener('click', offerAll)
    input.addEventListener('keydown', (event) => this.key(event))
    input.addEventListener('blur', () => setTimeout(() => this.close(), 150))
  }

  later() {
    clearTimeout(this.timer)
    this.timer = setTimeout(() => this.refresh(), this.wait)
  }

  async refresh(text = this.input.value.trim()) {
    if (!text && !this.isOfferedEmpty) return this.close()
    const turn = this.turn += 1
    const choices = await this.offer(text)
    // An answer that comes after a newer question is stale.
    if (turn === this.turn && document.activeElement === this.input) this.show(choices)
  }

  show(choices) {
    this.choices = choices
    this.marked = -1
    this.list.replaceChildren(...choices.map((choice, i) =>
      make(
        'li',
        {
          id: `${this.list.id}-${i}`,
          role: 'option',
          'aria-selected': 'false',
          class: choice.isNote ? 'saying' : null,
          mousedown: (event) => event.preventDefault(),
          click: () => this.take(i),
        },
        choice.mark ?? null,
        make('span', { class: 'title' }, choice.title),
        choice.note ? make('span', { class: 'aside' }, choice.note) : null,
      )
    ))
    this.list.hidden = choices.length === 0
    this.input.setAttribute('aria-expanded', String(choices.length > 0))
  }

  close() {
    this.turn += 1
    clearTimeout(this.timer)
    this.list.hidden = true
    this.choices = []
    this.marked = -1
    this.input.setAttribute('aria-expanded', 'false')
    this.input.removeAttribute('aria-activedescendant')
  }

  // Marks the next choice that can be taken, from a place on in a direction.
  mark(place, step = 1) {
    const count = this.choices.length
    if (!this.choices.some((choice) => !choice.isNote)) return
    this.list.children[this.marked]?.setAttribute('aria-selected', 'false')
    this.marked = (place + count) % count
    while (this.choices[this.marked].isNote) this.marked = (this.marked + step + count) % count
    const item = this.list.children[this.marked]
    item.setAttribute('aria-selected', 'true')
    item.scrollIntoView({ block: 'nearest' })
    this.input.setAttribute('aria-activedescendant', item.id)
  }

  take(place) {
    const choice = this.choices[place]
    if (!choice || choice.isNote) return
    this.close()
    this.choose(choice)
  }

  key(event) {
    if (event.isComposing) return
    const isOpen = !this.list.hidden
    if (event.key === 'ArrowDown') {
      event.preventDefault()
      if (isOpen) this.mark(this.marked + 1)
      else this.refresh(this.isOfferedEmpty ? '' : undefined)
    } else if (event.key === 'ArrowUp') {
      event.preventDefault()
      this.mark(this.marked < 0 ? -1 : this.marked - 1, -1)
    } else if (event.key === 'Enter') {
      event.preventDefault()
      if (this.marked >= 0) this.take(this.marked)
      else this.submit(this.input.value.trim())
    } else if (event.key === 'Escape' && isOpen) {
      event.preventDefault()
      event.stopPropagation()
      this.close()
    }
  }
}
