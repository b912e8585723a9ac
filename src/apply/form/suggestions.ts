import { useDebouncedValue } from '@mantine/hooks'
import { queryOptions, useQuery } from '@tanstack/react-query'
import { digitsPattern } from '~/oms/application-draft'
import type { Suggestion, SuggestionFailure, Suggestions } from '~/oms/questions/suggestions'
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
  zones: (person: number, { setId, appId }: Place) =>
    queryOptions({
      queryKey: ['suggestions', person, 'zones', setId, appId],
      queryFn: async ({ signal }) => {
        const { findZones } = await questions()
        return known(await findZones({ setId, appId }, { token: session.current()?.token, signal }))
      },
      staleTime: staleMs,
    }),

  tables: (person: number, { setId, appId, zoneId }: Place) =>
    queryOptions({
      queryKey: ['suggestions', person, 'tables', setId, appId, zoneId],
      queryFn: async ({ signal }) => {
        const { findTables } = await questions()
        return known(await findTables({ setId, appId, zoneId }, { token: session.current()?.token, signal }))
      },
      staleTime: staleMs,
    }),
}

function known(answer: Suggestions): Suggestion[] {
  if (answer.kind !== 'known') throw new NoSuggestions(answer)
  return answer.suggestions
}

/** What is known of one list. */
export type SuggestionState = { data: Suggestion[] | undefined; error: Error | null }

/**
 * The zones of the app and the tables of the zone that are typed. What is shown is always that of the values as they
 * stand; OMS is
 * asked only once they rest. Without somebody signed in, or a set and an app, there is nothing to ask.
 */
export function useSuggestions(typed: Place): { zones?: SuggestionState; tables?: SuggestionState } {
  const { session: person } = useSession()
  const place = { setId: visibleText(typed.setId), appId: visibleText(typed.appId), zoneId: visibleText(typed.zoneId) }
  const app = `${place.setId} ${place.appId}`
  const zone = `${app} ${place.zoneId}`
  const [restingApp] = useDebouncedValue(app, typingMs)
  const [restingZone] = useDebouncedValue(zone, typingMs)
  const inApp = person !== undefined && canBeAsked(place.setId) && canBeAsked(place.appId)
  const inZone = inApp && canBeAsked(place.zoneId)
  const who = numberOf(person)
  const zones = useQuery({ ...suggestionQueries.zones(who, place), enabled: inApp && app === restingApp })
  const tables = useQuery({ ...suggestionQueries.tables(who, place), enabled: inZone && zone === restingZone })
  return { ...(inApp && { zones }), ...(inZone && { tables }) }
}

const numbers = new WeakMap<Person, number>()
let latest = 0

/** A number for each sign-in: what one person was told is not the next one's, and a token stands in no key. */
function numberOf(person: Person | undefined): number {
  if (person === undefined) return 0
  const number = numbers.get(person) ?? (latest += 1)
  numbers.set(person, number)
  return number
}

/** OMS's example has numbers, and one beyond 2^53 would be another number. */
function canBeAsked(digits: string): boolean {
  return digitsPattern.test(digits) && Number.isSafeInteger(Number(digits))
}
