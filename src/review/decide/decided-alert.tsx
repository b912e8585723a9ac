import { Alert } from '@mantine/core'
import { useT } from '~/i18n/i18n'
import type { Decision } from '~/review/decide/decision-dialog'

/** Announces what has been decided; the row says it as well, but may be out of view. */
export function DecidedAlert({ decided, onClose }: { decided: Decision | undefined; onClose: () => void }) {
  const t = useT()
  const id = decided?.application.id ?? ''
  return (
    <div role="status">
      {decided !== undefined && (
        <Alert
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
