import { useMutation } from '@tanstack/react-query'
import {
  attemptsOf,
  isOpen,
  withStatus,
  type Application,
  type ApplicationWithStatus,
  type Attempt,
  type Latest,
} from '~/record/application'
import { isRequested } from '~/record/requested-target'
import { useJournal } from '~/record/react/journal-context'
import type { Journal } from '~/record/store/store'
import { expireIfRefused } from '~/actions/send-once'
import { submitApplication } from '~/actions/submit'
import { usePress } from '~/actions/use-press'
import { lookUp, type Lookup } from '~/oms/questions/look-up'
import { session } from '~/session/session'
import type { ApplyId, AttemptId } from '~/oms/ids'

/** How many ids are looked at in one go; OMS has no list. */
const neighbours = 10

/** What OMS has under an id that was looked at. */
export type LookedUp = { id: ApplyId; lookup: Lookup }

/** Asks OMS about the ids from `first` on, one after another, until one is missing for good or enough are seen. */
async function lookUpFrom(first: bigint, count: number): Promise<LookedUp[]> {
  const actor = session.current()
  if (actor === undefined) {
    session.openDialog()
    return []
  }
  const seen: LookedUp[] = []
  for (let step = 0; step < count; step += 1) {
    const id = String(first + BigInt(step))
    const lookup = await lookUp(id, actor.token)
    seen.push({ id, lookup })
    expireIfRefused(actor, lookup)
    if (lookup.kind !== 'found') break
  }
  return seen
}

/** Reads OMS's side of an application of unknown outcome, for a person to decide: one id, or the ids from one on. */
export function useLookUp() {
  return useMutation({
    mutationKey: ['look up'],
    mutationFn: ({ from, only }: { from: string; only?: boolean }) =>
      lookUpFrom(BigInt(from), only === true ? 1 : neighbours),
  })
}

/** Records what a person found out about a rejection or an approval of unknown outcome. */
export function useResolve(application: Application, decision: 'rejection' | 'approval') {
  const journal = useJournal()
  return useMutation({
    mutationKey: ['resolve', application.key],
    mutationFn: async (done: boolean) => {
      const latest: Latest<Attempt & { attempt: AttemptId }> | undefined = application[decision]
      const open = attemptsOf(latest).filter(isOpen)
      const kind = decision === 'rejection' ? 'reject resolved' : 'approve resolved'
      // That nothing was done holds for all of them.
      for (const { attempt } of done ? open.slice(0, 1) : open) {
        await journal.recordResolved({ kind, ...foundOut(application), attempt, done })
      }
    },
  })
}

/**
 * Why it is not certain that an application has the id that a person has found. `lookedUp`: what OMS has under it; nothing where nobody is
 * signed in to ask. `holder`: another application of this desk that has it.
 */
export type IdDoubt = { id: ApplyId; lookedUp: LookedUp[]; holder: ApplicationWithStatus | undefined }

/** Records the id that a person has found; where it is not certain and they are not `sure` it tells why, and records nothing. */
export function useRecordId(application: ApplicationWithStatus) {
  const journal = useJournal()
  return useMutation({
    mutationKey: ['record id', application.key],
    mutationFn: async ({ id, isSure }: { id: ApplyId; isSure: boolean }) => {
      const doubt = isSure ? undefined : await doubtOf(journal, application, id)
      if (doubt === undefined) await recordApplyResolved(journal, application, { id })
      return doubt
    },
  })
}

async function doubtOf(
  journal: Journal,
  { requested, seq }: ApplicationWithStatus,
  id: ApplyId,
): Promise<IdDoubt | undefined> {
  const lookedUp = session.current() === undefined ? [] : await lookUpFrom(BigInt(id), 1)
  const isConfirmed = lookedUp.some(({ lookup }) => lookup.kind === 'found' && isRequested(requested, lookup.detail))
  const known = (await journal.find(id))?.application
  // What was taken over since it was sent may well be the same one.
  const isOther = known !== undefined && (known.draft !== undefined || known.seq < seq)
  if (isConfirmed && !isOther) return undefined
  return { id, lookedUp, holder: isOther ? withStatus(known, Date.now()) : undefined }
}

/**
 * Sends an application again that a person knows OMS never created: a new attempt, linked to the old one. What
 * the person knows is recorded once the new attempt has been made. `seen`: what else it may repeat, as the person was shown.
 */
export function useSendAgain(application: Application) {
  const journal = useJournal()
  return usePress(['send again', application.key], async (seen: readonly AttemptId[]) => {
    const { key, draft, why } = application
    if (draft === undefined) throw new Error('resend: this desk did not send it')
    const result = await submitApplication(journal, draft, {
      sendAnyway: true,
      seen: [key, ...seen],
      why,
      follows: { application: key, why: 'resent' },
    })
    if (result.kind === 'attempted') await recordApplyResolved(journal, application, {})
    return result
  })
}

/** Without an id: OMS does not have it. */
function recordApplyResolved(journal: Journal, application: Application, found: { id?: ApplyId }): Promise<void> {
  return journal.recordResolved({
    kind: 'apply resolved',
    ...foundOut(application),
    attempt: application.key,
    ...found,
  })
}

function foundOut({ key }: Application) {
  const by = session.current()?.username
  return { application: key, at: new Date().toISOString(), ...(by !== undefined && { by }) }
}
