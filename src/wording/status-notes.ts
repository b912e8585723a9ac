import type { Texts } from '~/i18n/i18n'
import {
  attemptsOf,
  attemptState,
  changedStatus,
  isDecided,
  isDone,
  isOpen,
  transactionOf,
  type ApplicationWithStatus,
  type Attempt,
  type Latest,
  type OpenDecision,
} from '~/record/application'
import type { AnyOutcome } from '~/record/attempt-result'
import { backupState, hasChangedSinceOrder } from '~/record/backup'
import { otherKindText } from '~/wording/other-kind-text'
import { personName } from '~/wording/person-name'
import { explainNotSent, explainRefusal, explainUnknown, type Pressed } from '~/wording/explain'
import type { Approval } from '~/oms/outcome'
import { formatTime } from '~/ui/format'

/** What the status word alone does not say, in texts of any length: transaction, messages, memo, an open decision, what has changed in OMS. */
export function statusNotes(t: Texts, application: ApplicationWithStatus): string[] {
  const { outcome, absent, status, id } = application
  if (status === 'unknown') return [explainUnknown(t, outcome?.kind === 'unknown' ? outcome : undefined)]
  if (absent === true && status !== 'refused') return [t('review.absent')]
  if (id !== undefined) return createdNotes(t, application)
  switch (outcome?.kind) {
    case 'refused':
      return explainRefusal(t, outcome)
    case 'not sent':
      return [explainNotSent(t, outcome)]
    case 'accepted':
    case 'unknown':
    case undefined:
      return []
  }
}

function createdNotes(t: Texts, application: ApplicationWithStatus): string[] {
  const { id = '', otherKind, another, outcome, seen, status } = application
  const transaction = transactionOf(application)
  const changed = status === 'pending' ? changedStatus(application) : undefined
  return [
    ...(otherKind === undefined ? [] : [otherKindText(t, id, otherKind)]),
    ...(another === undefined ? [] : [t('live.another', { id })]),
    ...(outcome?.kind === 'accepted' ? autoApprovalNotes(t, outcome.approval) : []),
    ...(outcome?.kind === 'accepted' || seen !== undefined ? [] : [t('review.found')]),
    ...(transaction === undefined ? [] : [t('review.transaction', { id: transaction })]),
    ...decidedNotes(t, application),
    ...approvalNotes(t, application),
    ...rejectionNotes(t, application),
    ...executionNotes(t, application),
    ...(changed === undefined ? [] : [t('review.changed', { status: changed })]),
  ]
}

function autoApprovalNotes(t: Texts, approval: Approval): string[] {
  switch (approval.kind) {
    case 'none':
    case 'approved':
      return []
    case 'failed':
      return [t('review.autoApprovalFailed', { message: approval.message })]
    case 'unclear':
      return [t('review.autoApprovalUnclear')]
  }
}

/** Who has decided it, as far as anybody's desk has recorded that: whose approval did not come to its good end has approved nothing. */
function decidedNotes(t: Texts, { status, approval, rejection }: ApplicationWithStatus): string[] {
  if (!isDecided(status)) return []
  const decision = status === 'approved' ? approval : rejection
  const who = decision === undefined ? '' : personName(t, decision)
  if (decision === undefined || !isDone(decision) || who === '') return []
  return [t(`review.decided.${status}`, { time: formatTime(t, decision.sentAt), who })]
}

/**
 * A note on the latest attempt; where that one was not carried out, also on the one before it that may have been. `isOver`: what was
 * not carried out is of no use any more, and nobody is told to try it again.
 */
function openNotes<One extends Attempt>(
  latest: Latest<One> | undefined,
  open: OpenDecision | undefined,
  isOver: boolean,
  note: (attempt: One, state: OpenDecision) => string,
): string[] {
  const [first, earlier] = attemptsOf(latest)
  if (first === undefined || open === undefined) return []
  if (isOpen(first)) return [note(first, open)]
  const ended = attemptState(first, Infinity) ?? open
  return [...(isOver ? [] : [note(first, ended)]), ...(earlier === undefined ? [] : [note(earlier, open)])]
}

function approvalNotes(t: Texts, application: ApplicationWithStatus): string[] {
  const { approval, openApproval } = application
  return openNotes(approval, openApproval, isDecided(application.status), ({ sentAt, outcome }, state) =>
    t(`review.approval.${state}`, { time: formatTime(t, sentAt), messages: messagesOf(t, outcome, 'approve') }),
  )
}

/** The latest order to start or resume its backup, while it is open: OMS's news of the transaction answer it. */
function executionNotes(t: Texts, application: ApplicationWithStatus): string[] {
  const { execution, openExecution } = application
  if (backupState(application) === 'completed') return []
  const isOver = hasChangedSinceOrder(application)
  return openNotes(execution, openExecution, isOver, ({ of: action, sentAt, outcome }, state) =>
    t(`review.${action}.${state}`, { time: formatTime(t, sentAt), messages: messagesOf(t, outcome, action) }),
  )
}

function rejectionNotes(t: Texts, application: ApplicationWithStatus): string[] {
  const { rejection, openRejection } = application
  if (rejection !== undefined && openRejection === undefined) return [t('review.memo', { memo: rejection.memo })]
  return openNotes(rejection, openRejection, isDecided(application.status), ({ sentAt, outcome }, state) =>
    t(`review.rejection.${state}`, { time: formatTime(t, sentAt), messages: messagesOf(t, outcome, 'reject') }),
  )
}

function messagesOf(t: Texts, outcome: AnyOutcome | undefined, action: Pressed): string {
  return outcome?.kind === 'refused' ? explainRefusal(t, outcome, action).join('; ') : ''
}
