import type { MouseEvent } from 'react'
import { useLocation } from 'wouter'
import classes from '~/app/shell.module.css'
import { useT } from '~/i18n/i18n'

/** Past the header: to the first field of the form, elsewhere to what the page shows. */
export function SkipLink() {
  const t = useT()
  const [location] = useLocation()
  const toForm = location === '/' || location === '/apply'
  // The address of a link would be one more step of "Back".
  const skip = (event: MouseEvent) => {
    event.preventDefault()
    const field = toForm ? document.querySelector<HTMLElement>('main form input') : null
    ;(field ?? document.getElementById('main'))?.focus()
  }
  return (
    <a href="#main" className={classes.skip} onClick={skip}>
      {t(toForm ? 'app.skipToForm' : 'app.skip')}
    </a>
  )
}
