import { Text } from '@mantine/core'
import { NoSuggestions, type SuggestionState } from '~/apply/form/suggestions'
import { joined, t } from '~/i18n/i18n'
import { explainUnknown } from '~/wording/explain'
import type { Suggestion } from '~/oms/suggestions'
import classes from '~/apply/form/suggestions-note.module.css'

/** Longest words of OMS that a quiet note has room for. */
const wordsLimit = 120

/**
 * One quiet note for both fields: what OMS knows, or why it suggests nothing. It takes no room of its own, so that
 * nothing moves under a press of the button when the answer comes.
 */
export function SuggestionsNote({
  zones,
  tables,
}: {
  zones: SuggestionState | undefined
  tables: SuggestionState | undefined
}) {
  const errors = { zones: zones?.error ?? undefined, tables: tables?.error ?? undefined }
  const error = errors.zones ?? errors.tables
  return (
    <Text size="xs" c="dimmed" className={classes.note}>
      {error === undefined ? explainKnown(zones?.data, tables?.data) : explainNone(errors)}
      {error !== undefined && <span className="server-text"> {explainError(error)}</span>}
    </Text>
  )
}

function explainKnown(zones: Suggestion[] | undefined, tables: Suggestion[] | undefined): string {
  const known = [
    ...(zones === undefined ? [] : [t('suggestions.zones', { count: zones.length })]),
    ...(tables === undefined ? [] : [t('suggestions.tables', { count: tables.length })]),
  ]
  return known.length === 0 ? t('suggestions.asking') : t('suggestions.known', { what: joined(known) })
}

function explainNone({ zones, tables }: { zones: Error | undefined; tables: Error | undefined }): string {
  if (tables === undefined) return t('suggestions.noZones')
  return t(zones === undefined ? 'suggestions.noTables' : 'suggestions.none')
}

function explainError(error: Error): string {
  if (!(error instanceof NoSuggestions)) return ''
  const { failure } = error
  switch (failure.kind) {
    case 'refused':
      return failure.messages.join(' ').slice(0, wordsLimit).toWellFormed() || t('outcome.noMessage')
    case 'not sent':
      return t('suggestions.proxy', { why: failure.why.slice(0, wordsLimit) })
    case 'unknown':
      return explainUnknown(failure)
        .slice(0, 2 * wordsLimit)
        .toWellFormed()
  }
}
