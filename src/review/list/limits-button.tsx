import { Button } from '@mantine/core'
import { useState } from 'react'
import { useT } from '~/i18n/i18n'
import { lazyPart } from '~/ui/lazy-part'

const LimitsDialog = lazyPart(async () => (await import('~/review/list/limits-dialog')).LimitsDialog)

export function LimitsButton() {
  const t = useT()
  const [isOpen, setIsOpen] = useState(false)
  return (
    <>
      <Button variant="default" onClick={() => setIsOpen(true)}>
        {t('limits.title')}
      </Button>
      {isOpen && <LimitsDialog onClose={() => setIsOpen(false)} />}
    </>
  )
}
