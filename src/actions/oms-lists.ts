import { queryOptions } from '@tanstack/react-query'
import { inTurn } from '~/actions/in-turn'
import { digitsPattern } from '~/oms/application-draft'
import type { AppId, SetId, ZoneId } from '~/oms/ids'
import type { Suggestion, SuggestionFailure, Suggestions } from '~/oms/questions/suggestions'
import { session, type Person } from '~/session/session'

/** What makes OMS's failure an error of its query, so that nothing is cached in its place. */
export class NoList extends Error {
  readonly failure: SuggestionFailure

  constructor(failure: SuggestionFailure) {
    super(`no list: ${failure.kind}`)
    this.failure = failure
  }
}

const staleTime = 5 * 60_000

const questions = () => import('~/oms/questions/suggestions')

/** What OMS lists, a few questions at a time. `person`: {@link numberOf} whoever asks. Fails with {@link NoList}. */
export const omsLists = {
  /** The zones of an app; under all sets where none is given. */
  zones: (person: number, place: { setId?: SetId; appId: AppId }) =>
    queryOptions({
      queryKey: ['oms lists', person, 'zones', place],
      queryFn: ({ signal }) =>
        inTurn(async () => {
          signal.throwIfAborted()
          const { findZones } = await questions()
          return known(await findZones(place, { token: session.current()?.token, signal }))
        }),
      staleTime,
    }),

  tables: (person: number, place: { setId: SetId; appId: AppId; zoneId: ZoneId }) =>
    queryOptions({
      queryKey: ['oms lists', person, 'tables', place],
      queryFn: ({ signal }) =>
        inTurn(async () => {
          signal.throwIfAborted()
          const { findTables } = await questions()
          return known(await findTables(place, { token: session.current()?.token, signal }))
        }),
      staleTime,
    }),
}

function known<Kind extends Suggestion>(answer: Suggestions<Kind>): Kind[] {
  if (answer.kind !== 'known') throw new NoList(answer)
  return answer.suggestions
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
