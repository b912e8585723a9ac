import { Group, Paper, Stack, Text, Title } from '@mantine/core'
import type { UseQueryResult } from '@tanstack/react-query'
import { useT, type Texts } from '~/i18n/i18n'
import { FoldedTexts } from '~/wording/folded-texts'
import type { PollState } from '~/actions/poll-state'
import { useRefresh } from '~/actions/refresh'
import type { ApplyDetail } from '~/oms/detail'
import { readServers } from '~/record/requested-target'
import { RefreshBar } from '~/review/one/refresh-bar'
import { PollFailure } from '~/review/one/poll-failure'
import { otherKindText } from '~/wording/other-kind-text'
import { Facts, type Fact } from '~/wording/facts'
import { formatMoment, formatWhole } from '~/ui/format'

type Props = {
  live: UseQueryResult<PollState<ApplyDetail>>
  /** What OMS has said before this visit. */
  earlier?: { detail: ApplyDetail; at: string } | undefined
}

/** What OMS says of an application, raw, and when it said so. */
export function OmsDetails({ live, earlier }: Props) {
  const t = useT()
  const { data } = live
  const refresh = useRefresh(live)
  const detail = data?.answer?.data ?? earlier?.detail
  const at = data?.answer?.at ?? earlier?.at
  return (
    <Paper withBorder p="lg" component="section" aria-labelledby="oms-title">
      <Stack gap="sm">
        <Group justify="space-between" align="flex-start">
          <Title order={2} size="h4" id="oms-title">
            {t('live.title')}
          </Title>
          <RefreshBar live={data} earlier={earlier?.at} refresh={refresh} />
        </Group>
        {detail !== undefined && at !== undefined && (
          <>
            <FoldedTexts
              texts={[t('live.raw', { status: detail.status || '-', time: formatMoment(t, at) })]}
              title={formatWhole(t, at)}
            />
            {detail.otherKind !== undefined && (
              <Text size="sm" fw={600} c="var(--mantine-color-error)">
                {otherKindText(t, detail.id, detail.otherKind)}
              </Text>
            )}
            <Facts facts={factsOf(t, detail)} />
            {readServers(detail.servers) === 'all' && (
              <Text size="sm" fw={600} c="var(--mantine-color-error)">
                {t('review.probablyAllServers')}
              </Text>
            )}
          </>
        )}
        <PollFailure live={data} pressed={refresh.data} />
        {detail === undefined && data === undefined && (
          <Text size="sm" c="dimmed">
            {live.isFetching ? t('suggestions.asking') : t('live.nothing')}
          </Text>
        )}
      </Stack>
    </Paper>
  )
}

function factsOf(t: Texts, detail: ApplyDetail): Fact[] {
  const { setId, zoneId, tableName, username, createTime, decidedBy, updateTime, transaction, servers } = detail
  return [
    [t('resolve.column.place'), t.list([setId, zoneId, tableName].map((part) => part || '-'))],
    [t('review.column.servers'), servers],
    [t('resolve.column.who'), `${username} ${createTime}`.trim()],
    [t('live.changed'), `${decidedBy} ${updateTime}`.trim()],
    [t('live.transId'), transaction],
  ]
}
