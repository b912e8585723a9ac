import { Alert } from '@mantine/core'
import { useT } from '~/i18n/i18n'
import classes from '~/review/decide/decided-alert.module.css'
import type { Decision } from '~/review/decide/use-decision'
import { leaveFocus } from '~/ui/leave-focus'

/** Announces what has been decided, in view wherever the rows are scrolled to. */
export function DecidedAlert({ decided, onClose }: { decided: Decision | undefined; onClose: () => void }) {
  const t = useT()
  const id = decided?.application.id ?? ''
  return (
    <div role="status" className={classes.decided}>
      {decided !== undefined && (
        <Alert
          ref={leaveFocus}
          color="green"
          role="presentation"
          mx="lg"
          withCloseButton
          closeButtonLabel={t('dialog.close')}
          onClose={onClose}
        >
          {t(decided.action === 'reject' ? 'review.rejected' : 'list.approved', { id })}
        </Alert>
      )}
    </div>
  )
}
