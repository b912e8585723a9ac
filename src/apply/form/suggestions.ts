import { useDebouncedValue } from '@mantine/hooks'
import { useQueries, useQuery } from '@tanstack/react-query'
import { useCallback, useMemo } from 'react'
import { canBeAsked, NoList, numberOf, omsLists } from '~/actions/oms-lists'
import type { Suggestion, TableSuggestion, ZoneSuggestion } from '~/oms/questions/suggestions'
import { useSession } from '~/session/session'
import { visibleText } from '~/ui/text/visible-text'

type TypedTarget = { setId: string; appId: string; zoneId: string }

const typingMs = 300

/** What is known of one list. */
export type SuggestionState<Kind extends Suggestion = Suggestion> = { data: Kind[] | undefined; error: Error | null }

type Known = { sets?: Suggestion[]; zones?: SuggestionState<ZoneSuggestion>; tables?: SuggestionState<TableSuggestion> }

/**
 * The sets and zones of the app and the tables of the zone that are typed; the zones under all sets while none is typed. What is
 * shown is always that of the values as they stand; OMS is asked only once they rest. Without somebody signed in, or an app,
 * there is nothing to ask.
 */
export function useSuggestions(typed: TypedTarget): Known {
  const { session: person } = useSession()
  const [setId, appId, zoneId] = [typed.setId, typed.appId, typed.zoneId].map(visibleText) as [string, string, string] // map forgets how many
  const set = `${setId} ${appId}`
  const zone = `${set} ${zoneId}`
  const [restingApp] = useDebouncedValue(appId, typingMs)
  const [restingSet] = useDebouncedValue(set, typingMs)
  const [restingZone] = useDebouncedValue(zone, typingMs)
  const inApp = person !== undefined && canBeAsked(appId)
  const inSet = inApp && canBeAsked(setId)
  const inZone = inSet && canBeAsked(zoneId)
  const who = numberOf(person)
  const all = useQuery({ ...omsLists.zones(who, { appId }), enabled: inApp && appId === restingApp })
  // The whitelist is kept per set and app: OMS may tell of one what it does not tell of all.
  const isAskedOfSet = inSet && isRefused(all.error)
  const ofSet = useQuery({
    ...omsLists.zones(who, { setId, appId }),
    enabled: isAskedOfSet && set === restingSet,
  })
  const tables = useQuery({
    ...omsLists.tables(who, { setId, appId, zoneId }),
    enabled: inZone && zone === restingZone,
  })
  const { data } = all
  const sets = useMemo(() => data && setsOf(data), [data])
  const inTypedSet = useMemo(
    () => (setId === '' ? data : data?.filter((one) => one.set.value === setId)),
    [data, setId],
  )
  const zones = isAskedOfSet ? ofSet : { data: inTypedSet, error: all.error }
  return {
    ...(inApp && sets && { sets }),
    ...((inSet || (inApp && setId === '')) && { zones }),
    ...(inZone && { tables }),
  }
}

type Answer = {
  data: TableSuggestion[] | undefined
  error: Error | null
  isError: boolean
  refetch: () => Promise<unknown>
}

/** The tables of several zones of an app, as far as they are known; `failed` are the zones of which OMS does not tell, `why` of the first of them. */
export function useTablesOf(appId: string, zones: readonly ZoneSuggestion[]) {
  const who = numberOf(useSession().session)
  const combine = useCallback(
    (answers: Answer[]) => ({
      known: zones.map((zone, index) => ({ zone, tables: answers[index]?.data ?? [] })),
      failed: zones.filter((_zone, index) => answers[index]?.isError === true),
      why: answers.map(({ error }) => error).find((error) => error instanceof NoList)?.failure,
      isComplete: answers.every(({ data }) => data !== undefined),
      isAsking: answers.some(({ data, isError }) => data === undefined && !isError),
      tryAgain: () => answers.forEach(({ isError, refetch }) => isError && void refetch()),
    }),
    [zones],
  )
  const queries = zones.map(({ value, set }) => omsLists.tables(who, { setId: set.value, appId, zoneId: value }))
  return useQueries({ queries, combine })
}

function setsOf(zones: readonly ZoneSuggestion[]): Suggestion[] {
  const sets = new Map<string, Suggestion>()
  for (const { set } of zones) if ((sets.get(set.value)?.names.length ?? 0) === 0) sets.set(set.value, set)
  return [...sets.values()]
}

function isRefused(error: Error | null): boolean {
  return error instanceof NoList && error.failure.kind === 'refused' && error.failure.reason !== 'token'
}
