import { Alert } from '@mantine/core'
import { useT, type Texts } from '~/i18n/i18n'
import { AttemptFailure } from '~/wording/attempt-failure'
import { FoldedTexts } from '~/wording/folded-texts'
import { useShown } from '~/ui/use-shown'
import { sentByAnother, successOf } from '~/record/attempt-result'
import type { SubmitResult } from '~/actions/submit'
import type { Approval } from '~/oms/outcome'

/** What became of the last press. The live region stands before there is anything to announce. */
export function SubmitResultAlert({ result }: { result: SubmitResult | undefined }) {
  const t = useT()
  const asking = (result?.kind === 'not attempted' && result.why === 'duplicate') || sentByAnother(result) !== undefined
  const created = successOf(result)
  const shown = useShown(created, false)
  return (
    <div className="result">
      <div role="status" ref={shown}>
        {created !== undefined && (
          <Alert color="green" role="presentation" title={t('apply.created', { id: created.id })}>
            <FoldedTexts texts={[explainApproval(t, created.approval)]} />
          </Alert>
        )}
      </div>
      {result !== undefined && !asking && (
        <AttemptFailure of="apply" result={result} refusedHint={t('apply.refusedHint')} />
      )}
    </div>
  )
}

function explainApproval(t: Texts, approval: Approval): string {
  switch (approval.kind) {
    case 'none':
      return t('apply.createdPending')
    case 'approved':
      return t('apply.createdApproved', { transaction: approval.transaction })
    case 'failed':
      return t('apply.createdNotApproved', { message: approval.message || t('outcome.noMessage') })
    case 'unclear':
      return t('apply.createdUnclear')
  }
}
