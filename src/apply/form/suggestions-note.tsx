import { Text } from '@mantine/core'
import { NoList } from '~/actions/oms-lists'
import type { SuggestionState } from '~/apply/form/suggestions'
import { useT, type Texts } from '~/i18n/i18n'
import { clipTo, explainUnknown } from '~/wording/explain'
import type { Suggestion } from '~/oms/questions/suggestions'
import classes from '~/apply/form/suggestions-note.module.css'

/** Longest words of OMS that a quiet note has room for. */
const wordsLimit = 120

type Props = {
  setId: string
  sets: Suggestion[] | undefined
  zones: SuggestionState
  tables: SuggestionState | undefined
}

/**
 * One quiet note for the fields: what OMS knows, or why it suggests nothing. It takes no room of its own, so that
 * nothing moves under a press of the button when the answer comes.
 */
export function SuggestionsNote({ setId, sets, zones, tables }: Props) {
  const t = useT()
  const errors = { zones: zones.error ?? undefined, tables: tables?.error ?? undefined }
  const error = errors.zones ?? errors.tables
  const known = [
    ...(setId === '' && sets !== undefined && sets.length > 0 ? [t('suggestions.sets', { count: sets.length })] : []),
    ...(zones.data === undefined ? [] : [explainZones(t, zones.data.length, setId, sets)]),
    ...(tables?.data === undefined ? [] : [t('suggestions.tables', { count: tables.data.length })]),
  ]
  const words = known.length === 0 ? t('suggestions.asking') : t('suggestions.known', { what: joined(t, known) })
  return (
    <Text size="xs" c="dimmed" className={classes.note}>
      {error === undefined ? words : explainNone(t, errors)}
      {error !== undefined && <span className="server-text"> {explainError(t, error)}</span>}
    </Text>
  )
}

/** As in "2 sets, 3 zones and 4 tables". */
function joined(t: Texts, parts: string[]): string {
  const last = parts.at(-1) ?? ''
  return parts.length < 2 ? last : t('suggestions.and', { parts: t.list(parts.slice(0, -1)), last })
}

/** An app without zones in the set that is typed may have some in others. */
function explainZones(t: Texts, count: number, set: string, sets: Suggestion[] = []): string {
  return count === 0 && sets.length > 0 ? t('suggestions.elsewhere', { set }) : t('suggestions.zones', { count })
}

function explainNone(t: Texts, { zones, tables }: { zones: Error | undefined; tables: Error | undefined }): string {
  if (tables === undefined) return t('suggestions.noZones')
  return t(zones === undefined ? 'suggestions.noTables' : 'suggestions.none')
}

function explainError(t: Texts, error: Error): string {
  if (!(error instanceof NoList)) return ''
  const { failure } = error
  switch (failure.kind) {
    case 'refused': {
      const words = clipTo(wordsLimit, failure.messages.join(' ')) || t('outcome.noMessage')
      return failure.reason === 'whitelist' ? t.paragraph([t('outcome.whitelist'), words]) : words
    }
    case 'not sent':
      return t('suggestions.proxy', { why: clipTo(wordsLimit, failure.why) })
    case 'unknown':
      return clipTo(2 * wordsLimit, explainUnknown(t, failure))
  }
}
