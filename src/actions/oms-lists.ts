import { queryOptions } from '@tanstack/react-query'
import { inTurn } from '~/actions/in-turn'
import { digitsPattern } from '~/oms/application-draft'
import type { AppId, SetId, ZoneId } from '~/oms/ids'
import type { Failure } from '~/oms/outcome'
import type { Suggestion, Suggestions } from '~/oms/questions/suggestions'
import { session, type Person } from '~/session/session'

/** What makes OMS's failure an error of its query, so that nothing is cached in its place. */
export class NoList extends Error {
  readonly failure: Failure

  constructor(failure: Failure) {
    super(`no list: ${failure.kind}`)
    this.failure = failure
  }
}

const staleTime = 5 * 60_000

const questions = () => import('~/oms/questions/suggestions')

/** What OMS lists, a few questions at a time. `person`: {@link numberOf} the person who asks. Fails with {@link NoList}. */
export const omsLists = {
  /** The zones of an app; under all sets where none is given. */
  zones: (person: number, place: { setId?: SetId; appId: AppId }) =>
    queryOptions({
      queryKey: ['oms lists', person, 'zones', place],
      queryFn: ({ signal }) => list(signal, ({ findZones }, token) => findZones(place, { token, signal })),
      staleTime,
    }),

  tables: (person: number, place: { setId: SetId; appId: AppId; zoneId: ZoneId }) =>
    queryOptions({
      queryKey: ['oms lists', person, 'tables', place],
      queryFn: ({ signal }) => list(signal, ({ findTables }, token) => findTables(place, { token, signal })),
      staleTime,
    }),
}

async function list<Kind extends Suggestion>(
  signal: AbortSignal,
  ask: (module: Awaited<ReturnType<typeof questions>>, token: string | undefined) => Promise<Suggestions<Kind>>,
): Promise<Kind[]> {
  return inTurn(signal, async () => {
    const answer = await ask(await questions(), session.current()?.token)
    if (answer.kind !== 'known') throw new NoList(answer)
    return answer.suggestions
  })
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

/** Whether it is an id, and OMS can be asked about it: its example has numbers, and one beyond 2^53 would be another number. */
export function canBeAsked(digits: string): boolean {
  return digitsPattern.test(digits) && Number.isSafeInteger(Number(digits))
}
