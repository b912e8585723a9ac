import { Text } from '@mantine/core'
import { IconX } from '@tabler/icons-react'
import { useT } from '~/i18n/i18n'
import type { ListEntry } from '~/record/list-entry'
import classes from '~/review/list/applications-page.module.css'
import { useRejectSelected } from '~/review/decide/use-reject-selected'
import { idLimit, writeIds } from '~/review/list/view/id-list'
import { CopyButton } from '~/ui/copy-button'
import { deskAddress } from '~/ui/desk-address'
import { IconButton } from '~/ui/icon-button'
import { leaveFocus } from '~/ui/leave-focus'

/**
 * What is selected, within reach wherever the rows are scrolled to; nothing while nothing is, as when the record is read anew, but for
 * the dialog.
 */
export function ListSelectionBar({
  selected,
  outOfView,
  onClear,
}: {
  selected: readonly ListEntry[]
  /** How many of them the search and the filters leave out. */
  outOfView: number
  onClear: () => void
}) {
  const t = useT()
  const { button, dialog } = useRejectSelected(selected, onClear)
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
          {button}
          {ids.length > 0 && ids.length <= idLimit && (
            <CopyButton
              label={t('copy.link')}
              size="sm"
              text={() => deskAddress(`applications?track=${writeIds(ids)}`)}
            />
          )}
        </div>
      )}
      {dialog}
    </>
  )
}
