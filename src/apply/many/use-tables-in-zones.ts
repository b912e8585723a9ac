import { useMemo, useState } from 'react'
import { useSuggestions, useTablesOf } from '~/apply/form/suggestions'
import { chosenZones, namedTables, zoneKey } from '~/apply/many/tables-in-zones'
import type { ZoneSuggestion } from '~/oms/questions/suggestions'
import { visibleText } from '~/ui/text/visible-text'

type Choice = { appId: string; zones: ReadonlySet<string>; tables: ReadonlySet<string> }

const nothing: ReadonlySet<string> = new Set()
const noZones: ZoneSuggestion[] = []

/** What OMS lists for the app that is typed, and what of it is chosen; another app begins anew. */
export function useTablesInZones(typed: { setId: string; appId: string }) {
  const appId = visibleText(typed.appId)
  const [kept, setKept] = useState<Choice>()
  const choice = kept?.appId === appId ? kept : { appId, zones: nothing, tables: nothing }
  const suggestions = useSuggestions({ ...typed, zoneId: '' })
  const listed = suggestions.zones?.data ?? noZones
  const zones = useMemo(() => listed.filter((zone) => choice.zones.has(zoneKey(zone))), [listed, choice.zones])
  const { known, failed, why, isComplete, isAsking, tryAgain } = useTablesOf(appId, zones)
  const hasTables = choice.tables.size > 0
  const isAskingZones = suggestions.zones?.data === undefined && suggestions.zones?.error === null
  return {
    ...suggestions,
    choice,
    choose: (change: Partial<Choice>) => setKept({ ...choice, ...change }),
    tables: useMemo(() => namedTables(known), [known]),
    chosen: useMemo(() => chosenZones(known, choice.tables), [known, choice.tables]),
    failed,
    why,
    isAsking,
    /** What is chosen can't be told yet. */
    isWaiting: (choice.zones.size > 0 && isAskingZones) || (hasTables && isAsking),
    /** Of some zones nobody knows which of the chosen tables they have. */
    isUnlisted: hasTables && !isComplete,
    tryAgain,
  }
}
