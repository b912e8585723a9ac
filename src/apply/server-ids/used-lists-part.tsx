import { Group, Stack, Text } from '@mantine/core'
import { useMemo } from 'react'
import { failoverSince, listKey, usedLists, zonesUnderWay, type UsedList } from '~/apply/server-ids/used-lists'
import { useFailovers } from '~/apply/server-ids/use-failovers'
import { useT, type Texts } from '~/i18n/i18n'
import type { Failover } from '~/oms/questions/failovers'
import { useLatest, useListSnapshot } from '~/record/react/use-list'
import { ChipButton } from '~/ui/chip-button'
import classes from '~/apply/server-ids/server-ids.module.css'

const shown = 4

type Props = { setId: string; appId: string; ids: string[]; onPick: (ids: string[]) => void }

/** The lists that were used for this set and app, while there is none yet; and what fail-overs say of the one that there is. */
export function UsedListsPart({ setId, appId, ids, onPick }: Props) {
  const t = useT()
  const snapshot = useListSnapshot()
  const entries = typeof snapshot === 'string' ? undefined : snapshot.entries
  const lists = useMemo(() => usedLists(entries ?? [], { setId, appId }), [entries, setId, appId])
  const key = useMemo(() => listKey(ids), [ids])
  const offered = ids.length === 0 ? lists.slice(0, shown) : lists.filter((list) => listKey(list.ids) === key)
  const failovers = useFailovers(appId)
  const zones = zonesUnderWay(failovers, setId)
  return (
    <Stack gap={4}>
      {ids.length === 0 && offered.length > 0 && (
        <Stack gap={4} role="group" aria-label={t('serverIds.used.title')}>
          <Text size="xs" c="dimmed">
            {t('serverIds.used.title')}
          </Text>
          {offered.map((list) => (
            <Group key={list.key} gap={8}>
              <ChipButton
                text={t('serverIds.used.servers', { count: list.ids.length, first: firstOf(t, list.ids) })}
                onClick={() => onPick(list.ids)}
              />
              <Text size="xs" c="dimmed">
                {t(list.isCompleted ? 'serverIds.used.completed' : 'serverIds.used.accepted', { id: list.id })}
              </Text>
            </Group>
          ))}
        </Stack>
      )}
      <div role="status">
        <SinceUsed lists={offered} setId={setId} failovers={failovers} isNamed={ids.length === 0} />
        {zones !== undefined && (
          <Text size="xs" className={classes.warning}>
            {zones.length === 0
              ? t('serverIds.used.inProgressSomewhere')
              : t('serverIds.used.inProgress', { count: zones.length, zones: t.joinFirst(zones) })}
          </Text>
        )}
      </div>
    </Stack>
  )
}

function firstOf(t: Texts, ids: string[]): string {
  const first = t.list(ids.slice(0, 2))
  return ids.length > 2 ? `${first} …` : first
}

type Since = { lists: UsedList[]; setId: string; failovers: Failover[]; isNamed: boolean }

function SinceUsed({ lists, setId, failovers, isNamed }: Since) {
  const t = useT()
  const applications = useLatest(useMemo(() => lists.map(({ key }) => key), [lists]))
  if (applications === undefined) return undefined
  return lists.map(({ key, id }) => {
    const { sentAt, seen } = applications.get(key) ?? {}
    const usedAtOms = seen?.detail.createTime
    const since = sentAt === undefined ? undefined : failoverSince(failovers, { setId, usedAt: sentAt, usedAtOms })
    if (since === undefined) return undefined
    const { time, isCertain } = since
    const words = t(isCertain ? 'serverIds.used.since' : 'serverIds.used.lately', { time })
    return (
      <Text key={key} size="xs" className={classes.warning}>
        {isNamed ? `#${id}: ${words}` : words}
      </Text>
    )
  })
}
