import { Text } from '@mantine/core'
import { useId, type ReactNode } from 'react'
import { clipWord } from '~/i18n/clip-word'
import { useT, type Texts } from '~/i18n/i18n'
import { differences, type ComparedRequest, type Difference } from '~/record/differences'
import { firstServers } from '~/wording/target-lines'
import classes from '~/wording/differences.module.css'

type Props = { before: ComparedRequest; after: ComparedRequest }

/** What was changed of an application to make a new one. */
export function Differences({ before, after }: Props) {
  const t = useT()
  const title = useId()
  const found = differences(before, after)
  return (
    <div className={classes.differences}>
      <Text size="sm" fw={600} id={title}>
        {t(found.length === 0 ? 'differences.none' : 'differences.title')}
      </Text>
      {found.length > 0 && (
        <ul aria-labelledby={title}>
          {found.map((difference) => (
            <li key={difference.field} className="server-text">
              {describe(t, difference)}
            </li>
          ))}
        </ul>
      )}
    </div>
  )
}

function describe(t: Texts, difference: Difference): ReactNode {
  if ('added' in difference) {
    const parts = (['added', 'removed'] as const).flatMap((change) => {
      const ids = difference[change].map(clipWord)
      return ids.length === 0 ? [] : [t(`differences.${change}`, { count: ids.length, ids: firstServers(t, ids) })]
    })
    return parts.join('; ')
  }
  const { field, before, after } = difference
  return (
    <>
      {fieldName(t, field)} <del>{valueText(t, field, before)}</del>
      {' → '}
      <ins>{valueText(t, field, after)}</ins>
    </>
  )
}

/** In the words of the list; a field that has none there by its own name. */
function fieldName(t: Texts, field: string): string {
  switch (field) {
    case 'setId':
      return t('review.column.set')
    case 'appId':
      return t('review.column.app')
    case 'scope':
      return t('apply.scope')
    case 'zoneId':
      return t('review.column.zone')
    case 'tableName':
      return t('review.column.table')
    case 'autoApprove':
      return t('review.column.autoApprove')
    case 'why':
      return t('apply.why')
    default:
      return field
  }
}

function valueText(t: Texts, field: string, value: string | boolean): string {
  if (value === '') return t('differences.empty')
  if (typeof value === 'boolean') return t(value ? 'review.yes' : 'review.no')
  if (field !== 'scope') return clipWord(value)
  if (value === 'tables' || value === 'servers' || value === 'all') return t(`apply.${value}`)
  return t('review.probablyAllServers')
}
