import { Button } from '@mantine/core'
import { useState } from 'react'
import { useT } from '~/i18n/i18n'
import type { ListEntry } from '~/record/list-entry'
import { ClearDialog } from '~/review/transfer/clear-dialog'

/** Opens the dialog that clears the history: of what is selected at this moment, or by age. */
export function ClearButton({ selected }: { selected: readonly ListEntry[] }) {
  const t = useT()
  const [chosen, setChosen] = useState<readonly ListEntry[]>()
  return (
    <>
      <Button variant="default" onClick={() => setChosen(selected)}>
        {t('carry.clear')}
      </Button>
      {chosen !== undefined && <ClearDialog selected={chosen} onClose={() => setChosen(undefined)} />}
    </>
  )
}
