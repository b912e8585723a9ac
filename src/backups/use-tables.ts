import { useQueries, useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import { NoList, numberOf, omsLists } from '~/actions/oms-lists'
import type { BoardTable } from '~/backups/board/board'
import type { BoardPlace } from '~/backups/place'
import type { Failure } from '~/oms/outcome'
import { useSession } from '~/session/session'

type Zone = { set: string; zone: string; names: string[] }

/** Why OMS does not list something, and what asks it again. */
export type FailedList = { failure: Failure | undefined; retry: () => void }

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
  const who = numberOf(person)
  // Where both are given OMS need not list the zones.
  const given = useMemo(() => (set === '' || zone === '' ? undefined : [{ set, zone, names: [] }]), [set, zone])
  const inApp = { appId: app, ...(set !== '' && { setId: set }) }
  const zonesQuery = useQuery({ ...omsLists.zones(who, inApp), enabled: isSignedIn && given === undefined })
  const zones = useMemo(() => {
    const listed = zonesQuery.data?.map((found) => ({
      set: found.set.value,
      zone: found.value,
      names: [...found.names, ...found.set.names],
    }))
    const all = listed?.toSorted(
      (one, other) => names.compare(one.set, other.set) || names.compare(one.zone, other.zone),
    )
    return given ?? all?.filter((one) => zone === '' || one.zone === zone)
  }, [zonesQuery.data, given, zone])
  const lists = useQueries({
    queries: isSignedIn
      ? (zones ?? []).map((one) => omsLists.tables(who, { setId: one.set, appId: app, zoneId: one.zone }))
      : [],
    combine: (results) => results.map(({ data, error, isFetching, refetch }) => ({ data, error, isFetching, refetch })),
  })
  return useMemo(() => {
    const each = (zones ?? []).flatMap((one, index) => {
      const list = lists[index]
      return list === undefined ? [] : [{ ...one, ...list }]
    })
    const { error, isFetching, refetch } = zonesQuery
    return {
      isSignedIn,
      zones: isSignedIn ? zones : undefined,
      zonesFailed:
        isSignedIn && given === undefined && error !== null && !isFetching ? failed(error, refetch) : undefined,
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
  }, [zones, lists, isSignedIn, given, zonesQuery.error, zonesQuery.isFetching, zonesQuery.refetch])
}

function failed(error: Error, refetch: () => Promise<unknown>): FailedList {
  return { failure: error instanceof NoList ? error.failure : undefined, retry: () => void refetch() }
}
