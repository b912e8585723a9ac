import { Button, Kbd } from '@mantine/core'
import '@mantine/core/styles/Kbd.css'
import { useState } from 'react'
import { useT } from '~/i18n/i18n'
import { lazyPart } from '~/ui/lazy-part'

const KeyboardHelp = lazyPart(async () => (await import('~/review/list/keyboard-help')).KeyboardHelp)

/** Opens the list of what can be done by keyboard, as its key does. */
export function KeyboardButton() {
  const t = useT()
  const [isOpen, setIsOpen] = useState(false)
  return (
    <>
      <Button
        variant="subtle"
        rightSection={<Kbd aria-hidden>{'?'}</Kbd>}
        aria-keyshortcuts="?"
        onClick={() => setIsOpen(true)}
      >
        {t('keyboard.title')}
      </Button>
      {isOpen && <KeyboardHelp onClose={() => setIsOpen(false)} />}
    </>
  )
}
