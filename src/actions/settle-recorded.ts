import { useQuery } from '@tanstack/react-query'
import { underWayMs } from '~/actions/settle'
import type { Intent, OutcomeEvent } from '~/record/events'
import { useJournal } from '~/record/react/journal-context'
import { journalKey } from '~/record/react/queries'
import { underLock } from '~/record/store/locks'
import type { Journal } from '~/record/store/store'
import { unsettledIntents } from '~/record/store/unsettled-intents'
import { judgeApply } from '~/oms/apply'
import type { Evidence } from '~/oms/evidence'
import { judgeApprove, judgeReject } from '~/oms/decision'
import { judgeExecution } from '~/oms/execution'
import { rawAnswer } from '~/oms/refusal'
import { settle } from '~/oms/settle'
import { session, useSession } from '~/session/session'

const longestPauseMs = 30_000

/**
 * Asks the gate about attempts on record, one after another, and writes what it says. Resolves to the time after which there is
 * something to ask again, in ms; false when there is nothing. A gate that could not be asked, and one whose word could not be
 * written, is asked again after `paused`, the pause before this one, twice: from 2 seconds on, up to 30.
 */
export async function settleRecorded(
  journal: Journal,
  intents: readonly Intent[],
  paused: number | false = false,
): Promise<number | false> {
  const afterFailure = paused === false ? underWayMs : Math.min(2 * paused, longestPauseMs)
  let again: number | false = false
  for (const intent of intents) {
    const actor = session.current()
    if (actor === undefined) return false
    const word = await settle(intent.attempt, { memory: intent.memory, token: actor.token })
    // A gate that can't be asked about one can't be asked about the others.
    if (word.kind === 'no word') return afterFailure
    if (word.kind === 'on its way') {
      again = underWayMs
      continue
    }
    try {
      await journal.recordSettled(outcomeEvent(intent, word))
    } catch {
      return afterFailure
    }
  }
  return again
}

function outcomeEvent(intent: Intent, evidence: Evidence): OutcomeEvent {
  const { application, attempt } = intent
  const answer = rawAnswer(evidence)
  const about = { application, attempt, at: new Date().toISOString(), ...(answer && { answer }) }
  switch (intent.kind) {
    case 'apply intent':
      return { kind: 'apply outcome', ...about, outcome: judgeApply(evidence, intent.draft.autoApprove) }
    case 'reject intent':
      return { kind: 'reject outcome', ...about, outcome: judgeReject(evidence) }
    case 'approve intent':
      return { kind: 'approve outcome', ...about, outcome: judgeApprove(evidence) }
    case 'start intent':
      return { kind: 'start outcome', ...about, outcome: judgeExecution(evidence, 'start', intent.transaction) }
    case 'resume intent':
      return { kind: 'resume outcome', ...about, outcome: judgeExecution(evidence, 'resume', intent.transaction) }
  }
}

/** Settles what is unknown on record: at the start, after a sign-in, when the network is back, and whenever something becomes unknown; in one tab at a time. */
export function useSettle(): void {
  const journal = useJournal()
  const { session: person } = useSession()
  const { data: intents = [] } = useQuery({
    queryKey: [...journalKey(journal), 'unsettled'],
    queryFn: () => unsettledIntents(journal, Date.now()),
    refetchInterval: ({ state }) => (state.data?.isUnderWay === true ? 5_000 : false),
    select: (unsettled) => unsettled.intents,
  })
  useQuery({
    // Not under the journal's key: what is written there must not ask the gate again.
    queryKey: ['settle', ...journalKey(journal), person?.username, intents.map(({ attempt }) => attempt)],
    queryFn: ({ client, queryKey }) => {
      const paused = client.getQueryData<number | false>(queryKey)
      const ask = async (isHeld: boolean) => {
        if (!isHeld) return underWayMs
        // Another tab may have settled them meanwhile.
        const unsettled = await unsettledIntents(journal, Date.now())
        return settleRecorded(journal, unsettled.intents, paused)
      }
      return underLock(`${journal.name} settle`, ask, { ifAvailable: true })
    },
    enabled: person !== undefined && intents.length > 0,
    staleTime: 0,
    refetchOnReconnect: 'always',
    refetchInterval: ({ state }) => state.data ?? false,
  })
}
