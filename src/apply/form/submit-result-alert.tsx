import { Alert, Button } from '@mantine/core'
import { Link } from 'wouter'
import { useT, type Texts } from '~/i18n/i18n'
import { AttemptFailure } from '~/wording/attempt-failure'
import classes from '~/apply/form/apply-form.module.css'
import type { Draft } from '~/apply/draft/draft'
import { quietPart } from '~/ui/lazy-part'
import { FoldedTexts } from '~/wording/folded-texts'
import { useShown } from '~/ui/use-shown'
import { addressKey } from '~/record/application'
import { sentByAnother, successOf } from '~/record/attempt-result'
import type { SubmitResult } from '~/actions/submit'
import type { Approval } from '~/oms/outcome'

const CreatedLinks = quietPart(async () => (await import('~/apply/form/created-links')).CreatedLinks)

type Props = { result: SubmitResult | undefined; onAgain: (draft: Draft) => void }

/** What happened to the last press, and where it leads on. The live region stands before there is anything to announce. */
export function SubmitResultAlert({ result, onAgain }: Props) {
  const t = useT()
  const asking = (result?.kind === 'not attempted' && result.why === 'duplicate') || sentByAnother(result) !== undefined
  const created = successOf(result)
  const shown = useShown(created, false)
  return (
    <div className={classes.result}>
      <div role="status" ref={shown}>
        {created !== undefined && (
          <Alert color="green" role="presentation" title={t('apply.created', { id: created.id })}>
            <div className={classes.created}>
              <div>
                <FoldedTexts texts={[explainApproval(t, created.approval)]} />
              </div>
              {/* They come a moment later, with which the region would tell it all again. */}
              <div className={classes.links} aria-live="off">
                <CreatedLinks id={created.id} onAgain={onAgain} />
              </div>
            </div>
          </Alert>
        )}
      </div>
      {result !== undefined && !asking && (
        <AttemptFailure
          action="apply"
          result={result}
          links={
            result.kind === 'attempted' && (
              <div className={classes.links}>
                <Button
                  component={Link}
                  href={`/applications/${addressKey({ key: result.key })}`}
                  size="compact-xs"
                  variant="default"
                >
                  {t('apply.openThis')}
                </Button>
              </div>
            )
          }
        />
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
