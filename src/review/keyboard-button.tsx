import { Button, Kbd } from '@mantine/core'
import '@mantine/core/styles/Kbd.css'
import { Suspense, useState } from 'react'
import { t } from '~/i18n/i18n'
import { lazyPart } from '~/ui/lazy-part'

// Not needed before it is pressed.
const KeyboardHelp = lazyPart(async () => (await import('~/review/keyboard-help')).KeyboardHelp)

/** Opens the list of what can be done by keyboard, as its key does. */
export function KeyboardButton() {
  const [isOpen, setIsOpen] = useState(false)
  return (
    <>
      <Button
        variant="subtle"
        rightSection={<Kbd aria-hidden>?</Kbd>}
        aria-keyshortcuts="?"
        onClick={() => setIsOpen(true)}
      >
        {t('keyboard.title')}
      </Button>
      {isOpen && (
        <Suspense>
          <KeyboardHelp onClose={() => setIsOpen(false)} />
        </Suspense>
      )}
    </>
  )
}
