// Asks before something that others see, and says what happens then. Answers whether to go on.
import { make, one } from './element.js'
import { say } from './language.js'

export function confirmed({ title, says, yes, extra = null }) {
  const dialog = one('#confirm')
  return new Promise((resolve) => {
    const end = (answer) => {
      dialog.close()
      resolve(answer)
    }
    dialog.setAttribute('aria-label', title)
    dialog.replaceChildren(make(
      'form',
      {
        submit: (event) => {
          event.preventDefault()
          end(true)
        },
      },
      make('h2', {}, title),
      make('p', {}, says),
      extra,
      make(
        'div',
        { class: 'buttons' },
        make('button', { type: 'submit', class: 'main' }, yes),
        make(
          'button',
          { type: 'button', autofocus: true, click: () => end(false) },
          say('confirm.no'),
        ),
      ),
    ))
    dialog.addEventListener('cancel', () => resolve(false), { once: true })
    dialog.showModal()
  })
}
