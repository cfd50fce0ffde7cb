// The datum of coordinates that are typed in; those of a phone's map are shifted.
import { make, one } from './element.js'
import { say, onLanguage } from './language.js'
import { typedDatum, chooseTypedDatum } from './search.js'

export function startDatumPicker() {
  onLanguage(show)
  show()
}

function show() {
  const picker = make('select', { id: 'datum', change: event => chooseTypedDatum(event.target.value) },
    ['cgcs2000', 'gcj02', 'bd09'].map(name =>
      make('option', { value: name, selected: name === typedDatum() }, say(`datum.${name}`))))
  one('#datum-field')?.remove()
  one('#search').after(make('p', { class: 'datum', id: 'datum-field' },
    make('label', { for: 'datum' }, say('layers.datum')), picker))
}
