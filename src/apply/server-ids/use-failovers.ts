import { useDebouncedValue } from '@mantine/hooks'
import { useQuery } from '@tanstack/react-query'
import { canBeAsked, numberOf } from '~/actions/oms-lists'
import type { Failure } from '~/oms/outcome'
import { findFailovers, type Failover } from '~/oms/questions/failovers'
import { session, useSession } from '~/session/session'

const staleMs = 60_000
const typingMs = 300

/** By sign-in, of which apps OMS refuses to tell; `all` where it does not know the call. */
const refused = new Map<number, Set<string>>()

/** The fail-overs of an app; none while OMS has not told. An OMS that refuses is not asked again in this session. */
export function useFailovers(appId: string): Failover[] {
  const { session: person } = useSession()
  const [resting] = useDebouncedValue(appId, typingMs)
  const who = numberOf(person)
  const { data } = useQuery({
    queryKey: ['failovers', who, appId],
    // Not given up with the field: the answer is worth keeping, and a refusal must be known.
    queryFn: async () => {
      const refusals = refused.get(who) ?? new Set()
      if (refusals.has('all') || refusals.has(appId)) return []
      const answer = await findFailovers({ appId }, session.current()?.token)
      if (answer.kind === 'known') return answer.failovers
      const what = refusedApp(answer, appId)
      if (what === undefined) throw new Error(`no fail-overs: ${answer.kind}`)
      refused.set(who, refusals.add(what))
      return []
    },
    staleTime: staleMs,
    enabled: person !== undefined && appId === resting && canBeAsked(appId),
  })
  return data ?? none
}

const none: Failover[] = []

/** The whitelist is kept per app; whatever else OMS or the proxy refuses concerns the call. What is lost may be answered next time. */
function refusedApp(answer: Failure, appId: string): string | undefined {
  switch (answer.kind) {
    case 'not sent':
      return undefined
    case 'refused':
      if (answer.reason === 'token') return undefined
      return answer.reason === 'whitelist' ? appId : 'all'
    case 'unknown':
      return answer.status === 404 ? 'all' : undefined
  }
}
