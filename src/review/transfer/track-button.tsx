import { Button } from '@mantine/core'
import { useState } from 'react'
import { useT } from '~/i18n/i18n'
import { lazyPart } from '~/ui/lazy-part'

const TrackDialog = lazyPart(async () => (await import('~/review/transfer/track-dialog')).TrackDialog)

export function TrackButton() {
  const t = useT()
  const [isOpen, setIsOpen] = useState(false)
  return (
    <>
      <Button variant="default" onClick={() => setIsOpen(true)}>
        {t('track.title')}
      </Button>
      {isOpen && <TrackDialog onClose={() => setIsOpen(false)} />}
    </>
  )
}
