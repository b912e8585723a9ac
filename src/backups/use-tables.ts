import { queryOptions, useQueries, useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import { inTurn } from '~/actions/in-turn'
import type { BoardTable } from '~/backups/board/board'
import type { BoardPlace } from '~/backups/place'
import {
  findTables,
  findZones,
  type Suggestion,
  type SuggestionFailure,
  type Suggestions,
} from '~/oms/questions/suggestions'
import { session, useSession } from '~/session/session'

/** What makes OMS's failure an error of its query, so that nothing is cached in its place. */
class NoList extends Error {
  readonly failure: SuggestionFailure

  constructor(failure: SuggestionFailure) {
    super(`no list: ${failure.kind}`)
    this.failure = failure
  }
}

const staleTime = 5 * 60_000

function known<Found extends Suggestion>(answer: Suggestions<Found>): Found[] {
  if (answer.kind !== 'known') throw new NoList(answer)
  return answer.suggestions
}

const listQueries = {
  zones: (person: string, app: string, set: string) =>
    queryOptions({
      queryKey: ['backups', person, 'zones', app, set],
      queryFn: ({ signal }) =>
        inTurn(async () => {
          const place = { appId: app, ...(set !== '' && { setId: set }) }
          return known(await findZones(place, { token: session.current()?.token, signal }))
        }),
      staleTime,
    }),

  tables: (person: string, app: string, { set, zone }: Zone) =>
    queryOptions({
      queryKey: ['backups', person, 'tables', app, set, zone],
      queryFn: ({ signal }) =>
        inTurn(async () => {
          signal.throwIfAborted()
          const place = { setId: set, appId: app, zoneId: zone }
          return known(await findTables(place, { token: session.current()?.token, signal }))
        }),
      staleTime,
    }),
}

type Zone = { set: string; zone: string; names: string[] }

/** Why OMS does not list something, and what asks it again. */
export type FailedList = { failure: SuggestionFailure | undefined; retry: () => void }

/**
 * The tables that OMS lists for a place, as far as it has answered, in the order of their names. `zones`: undefined until OMS has listed
 * them; `answered` and `failed` are those of its zones.
 */
export type TableLists = {
  isSignedIn: boolean
  zones: Zone[] | undefined
  zonesFailed: FailedList | undefined
  answered: number
  failed: (Zone & FailedList)[]
  tables: BoardTable[]
}

const names = new Intl.Collator('en', { numeric: true })

/** Asks OMS for the tables of a place, a few zones at a time, while somebody is signed in. */
export function useTables({ app, set, zone }: BoardPlace): TableLists {
  const { session: person } = useSession()
  const isSignedIn = person !== undefined
  const who = person?.username ?? ''
  // Where both are given OMS need not list the zones.
  const given = useMemo(() => (set === '' || zone === '' ? undefined : [{ set, zone, names: [] }]), [set, zone])
  const asked = useQuery({ ...listQueries.zones(who, app, set), enabled: isSignedIn && given === undefined })
  const zones = useMemo(() => {
    const listed = asked.data?.map((found) => ({
      set: found.set.value,
      zone: found.value,
      names: [...found.names, ...found.set.names],
    }))
    const all = listed?.toSorted(
      (one, other) => names.compare(one.set, other.set) || names.compare(one.zone, other.zone),
    )
    return given ?? all?.filter((one) => zone === '' || one.zone === zone)
  }, [asked.data, given, zone])
  const lists = useQueries({
    queries: isSignedIn ? (zones ?? []).map((one) => listQueries.tables(who, app, one)) : [],
    combine: (results) => results.map(({ data, error, isFetching, refetch }) => ({ data, error, isFetching, refetch })),
  })
  return useMemo(() => {
    const each = (zones ?? []).flatMap((one, index) => {
      const list = lists[index]
      return list === undefined ? [] : [{ ...one, ...list }]
    })
    const { error, isFetching, refetch } = asked
    return {
      isSignedIn,
      zones: isSignedIn ? zones : undefined,
      zonesFailed: isSignedIn && error !== null && !isFetching ? failed(error, refetch) : undefined,
      answered: each.filter((one) => !one.isFetching).length,
      failed: each.flatMap(({ data: _data, ...one }) =>
        one.error === null || one.isFetching ? [] : [{ ...one, ...failed(one.error, one.refetch) }],
      ),
      tables: each.flatMap(({ data = [], ...place }) =>
        data
          .map(({ value, createDate, modifyDate }) => ({
            set: place.set,
            zone: place.zone,
            names: place.names,
            table: value,
            createDate,
            modifyDate,
          }))
          .toSorted((one, other) => names.compare(one.table, other.table)),
      ),
    }
    // oxlint-disable-next-line react/exhaustive-deps -- a query result is a new object each time
  }, [zones, lists, isSignedIn, asked.error, asked.isFetching, asked.refetch])
}

function failed(error: Error, refetch: () => Promise<unknown>): FailedList {
  return { failure: error instanceof NoList ? error.failure : undefined, retry: () => void refetch() }
}
