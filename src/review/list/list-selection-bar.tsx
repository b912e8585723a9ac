import { Button, Group, Text } from '@mantine/core'
import { IconX } from '@tabler/icons-react'
import { useId, useState } from 'react'
import { useT } from '~/i18n/i18n'
import type { ListEntry } from '~/record/list-entry'
import { rejectable } from '~/record/reject-rows'
import classes from '~/review/list/applications-page.module.css'
import { idLimit, writeIds } from '~/review/list/view/id-list'
import { CopyButton } from '~/ui/copy-button'
import { deskAddress } from '~/ui/desk-address'
import { IconButton } from '~/ui/icon-button'
import { lazyPart } from '~/ui/lazy-part'
import { leaveFocus } from '~/ui/leave-focus'

const RejectManyDialog = lazyPart(async () => (await import('~/review/decide/reject-many-dialog')).RejectManyDialog)

type Props = {
  selected: readonly ListEntry[]
  /** How many of them the search and the filters leave out. */
  outOfView: number
  onClear: () => void
}

/**
 * What is selected, within reach wherever the rows are scrolled to; nothing while nothing is, as when the record is read anew, but for
 * the dialog.
 */
export function ListSelectionBar({ selected, outOfView, onClear }: Props) {
  const t = useT()
  const reason = useId()
  /** Those in the dialog, where they stay as they were whatever happens to the selection. */
  const [chosen, setChosen] = useState<readonly ListEntry[]>()
  const count = rejectable(selected).length
  const ids = selected.flatMap(({ id }) => id ?? [])
  return (
    <>
      {selected.length > 0 && (
        <div ref={leaveFocus} role="group" aria-label={t('list.selection')} className={classes.selection}>
          <IconButton
            label={t('list.clearSelection')}
            title={t('list.clearSelection')}
            className={classes.clear}
            onClick={onClear}
          >
            <IconX size={18} aria-hidden />
          </IconButton>
          <div>
            <Text size="sm" fw={600}>
              {t('list.selected', { count: selected.length })}
            </Text>
            {outOfView > 0 && (
              <Text size="xs" c="dimmed">
                {t('list.outOfView', { count: outOfView })}
              </Text>
            )}
          </div>
          <Group gap="xs">
            <Button
              variant="light"
              color="red"
              aria-keyshortcuts="r"
              disabled={count === 0}
              {...(count === 0 && { 'aria-describedby': reason })}
              onClick={() => setChosen(selected)}
            >
              {t('decide.reject', { count })}
            </Button>
            {count === 0 && (
              <Text id={reason} size="xs" c="dimmed">
                {t('decide.none', { count: selected.length })}
              </Text>
            )}
          </Group>
          {ids.length > 0 && ids.length <= idLimit && (
            <CopyButton
              label={t('copy.link')}
              size="sm"
              text={() => deskAddress(`applications?track=${writeIds(ids)}`)}
            />
          )}
        </div>
      )}
      {chosen !== undefined && (
        <RejectManyDialog
          chosen={chosen}
          onClose={({ isDone }) => {
            setChosen(undefined)
            if (isDone) onClear()
          }}
        />
      )}
    </>
  )
}
