import { Group, Text } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useId } from 'react'
import { useT, type Texts } from '~/i18n/i18n'
import type { ApplicationWithStatus } from '~/record/application'
import { useJournal } from '~/record/react/journal-context'
import { journalQueries } from '~/record/react/queries'
import { applyBody, type ApplicationDraft } from '~/oms/application-draft'
import { ChipButton } from '~/ui/chip-button'
import classes from '~/apply/form/recent-targets.module.css'

const shown = 3

/**
 * The latest different targets of this browser, each one press away from the form. They are read while a person may
 * be typing below, so their one line has its room from the start.
 */
export function RecentTargets({ onPick }: { onPick: (draft: ApplicationDraft) => void }) {
  const t = useT()
  const id = useId()
  const { data } = useQuery({
    // As the panel beside the form, so that both read the journal once.
    ...journalQueries.newest(useJournal()),
    select: ({ applications }) => distinct(applications),
  })
  return (
    <Group gap={6} wrap="nowrap" role="group" aria-labelledby={id} className={classes.line}>
      <Text size="xs" c="dimmed" id={id}>
        {t('apply.recent')}
      </Text>
      {data?.length === 0 && (
        <Text size="xs" c="dimmed">
          {t('apply.noRecent')}
        </Text>
      )}
      {data?.map((draft) => (
        <ChipButton key={applyBody(draft)} text={label(t, draft)} onClick={() => onPick(draft)} />
      ))}
    </Group>
  )
}

/** What may be at OMS, but "all servers", which is never one press away. */
function distinct(applications: ApplicationWithStatus[]): ApplicationDraft[] {
  const targets = new Map<string, ApplicationDraft>()
  for (const { draft, status } of applications) {
    if (draft === undefined || draft.target.scope === 'all' || status === 'refused' || status === 'not sent') continue
    const target = { ...draft, autoApprove: false }
    const body = applyBody(target)
    if (!targets.has(body)) targets.set(body, target)
    if (targets.size === shown) break
  }
  return [...targets.values()]
}

function label(t: Texts, { setId, appId, target }: ApplicationDraft): string {
  const words: string[] = [t('apply.recentPlace', { set: setId, app: appId })]
  if (target.scope === 'all') return words.join(' ')
  if (target.tableName !== '') words.push(target.tableName)
  if (target.zoneId !== '') words.push(t('apply.recentZone', { zone: target.zoneId }))
  if (target.scope === 'servers')
    words.push(t('apply.recentServers', { count: target.serverIds.length, first: target.serverIds[0] ?? '' }))
  return words.join(' · ')
}
