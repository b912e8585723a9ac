import { useDebouncedValue } from '@mantine/hooks'
import { queryOptions, useQueries, useQuery } from '@tanstack/react-query'
import { useCallback, useMemo } from 'react'
import { digitsPattern } from '~/oms/application-draft'
import type {
  Suggestion,
  SuggestionFailure,
  Suggestions,
  TableSuggestion,
  ZoneSuggestion,
} from '~/oms/questions/suggestions'
import { session, useSession, type Person } from '~/session/session'
import { visibleText } from '~/ui/text/visible-text'

/** What makes OMS's failure an error of its query, so that nothing is cached in its place. */
export class NoSuggestions extends Error {
  readonly failure: SuggestionFailure

  constructor(failure: SuggestionFailure) {
    super(`no suggestions: ${failure.kind}`)
    this.failure = failure
  }
}

type Place = { setId: string; appId: string; zoneId: string }

const staleMs = 5 * 60_000
const typingMs = 300

const questions = () => import('~/oms/questions/suggestions')

const suggestionQueries = {
  /** Under all sets where none is given. */
  zones: (person: number, place: { setId?: string; appId: string }) =>
    queryOptions({
      queryKey: ['suggestions', person, 'zones', place],
      queryFn: async ({ signal }) => {
        const { findZones } = await questions()
        return known(await findZones(place, { token: session.current()?.token, signal }))
      },
      staleTime: staleMs,
    }),

  tables: (person: number, place: Place) =>
    queryOptions({
      queryKey: ['suggestions', person, 'tables', place],
      queryFn: async ({ signal }) => {
        const { findTables } = await questions()
        return known(await findTables(place, { token: session.current()?.token, signal }))
      },
      staleTime: staleMs,
    }),
}

function known<Kind extends Suggestion>(answer: Suggestions<Kind>): Kind[] {
  if (answer.kind !== 'known') throw new NoSuggestions(answer)
  return answer.suggestions
}

/** What is known of one list. */
export type SuggestionState<Kind extends Suggestion = Suggestion> = { data: Kind[] | undefined; error: Error | null }

type Known = { sets?: Suggestion[]; zones?: SuggestionState<ZoneSuggestion>; tables?: SuggestionState<TableSuggestion> }

/**
 * The sets and zones of the app and the tables of the zone that are typed; the zones under all sets while none is typed. What is
 * shown is always that of the values as they stand; OMS is asked only once they rest. Without somebody signed in, or an app,
 * there is nothing to ask.
 */
export function useSuggestions(typed: Place): Known {
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
  const all = useQuery({ ...suggestionQueries.zones(who, { appId }), enabled: inApp && appId === restingApp })
  // The whitelist is kept per set and app: OMS may tell of one what it does not tell of all.
  const isAskedOfSet = inSet && isRefused(all.error)
  const ofSet = useQuery({
    ...suggestionQueries.zones(who, { setId, appId }),
    enabled: isAskedOfSet && set === restingSet,
  })
  const tables = useQuery({
    ...suggestionQueries.tables(who, { setId, appId, zoneId }),
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

/** The tables of several zones of an app, as far as they are known; `failed` are the zones of which OMS does not tell. */
export function useTablesOf(appId: string, zones: readonly ZoneSuggestion[]) {
  const who = numberOf(useSession().session)
  const combine = useCallback(
    (answers: { data: TableSuggestion[] | undefined; isError: boolean; refetch: () => Promise<unknown> }[]) => ({
      known: zones.map((zone, index) => ({ zone, tables: answers[index]?.data ?? [] })),
      failed: zones.filter((_zone, index) => answers[index]?.isError === true),
      isAsking: answers.some(({ data, isError }) => data === undefined && !isError),
      tryAgain: () => answers.forEach(({ isError, refetch }) => isError && void refetch()),
    }),
    [zones],
  )
  const queries = zones.map(({ value, set }) =>
    suggestionQueries.tables(who, { setId: set.value, appId, zoneId: value }),
  )
  return useQueries({ queries, combine })
}

function setsOf(zones: readonly ZoneSuggestion[]): Suggestion[] {
  const sets = new Map<string, Suggestion>()
  for (const { set } of zones) if ((sets.get(set.value)?.names.length ?? 0) === 0) sets.set(set.value, set)
  return [...sets.values()]
}

function isRefused(error: Error | null): boolean {
  return error instanceof NoSuggestions && error.failure.kind === 'refused' && error.failure.reason !== 'token'
}

const numbers = new WeakMap<Person, number>()
let latest = 0

/** A number for each sign-in: what one person was told is not the next one's, and a token stands in no key. */
export function numberOf(person: Person | undefined): number {
  if (person === undefined) return 0
  const number = numbers.get(person) ?? (latest += 1)
  numbers.set(person, number)
  return number
}

/** OMS's example has numbers, and one beyond 2^53 would be another number. */
export function canBeAsked(digits: string): boolean {
  return digitsPattern.test(digits) && Number.isSafeInteger(Number(digits))
}
