import { Group, Paper, Stack, Text, Title } from '@mantine/core'
import { useT, type Texts } from '~/i18n/i18n'
import { clip } from '~/wording/explain'
import { FoldedTexts } from '~/wording/folded-texts'
import { useLiveTransaction } from '~/actions/poll'
import { transactionState, type TransactionDetail } from '~/oms/transaction-detail'
import { RefreshBar } from '~/review/one/refresh-bar'
import { PollFailure } from '~/review/one/poll-failure'
import type { AttemptId, SetId, TransactionId } from '~/oms/ids'

/** How far the backup is, asked of OMS until it has ended. */
export function TransactionPanel({ of, setId, id }: { of: AttemptId; setId: SetId; id: TransactionId }) {
  const t = useT()
  const { data, refetch } = useLiveTransaction(of, setId, id)
  const detail = data?.answer?.news
  return (
    <Paper withBorder p="lg" component="section" aria-labelledby="transaction-title">
      <Stack gap="xs">
        <Group justify="space-between" align="flex-start">
          <Title order={2} size="h4" id="transaction-title">
            {detail === undefined
              ? t('live.transaction', { id })
              : t('live.transactionState', { id, state: wordFor(t, detail) })}
          </Title>
          <RefreshBar live={data} onRefresh={refetch} />
        </Group>
        <PollFailure live={data} />
        {detail !== undefined && <Details detail={detail} />}
      </Stack>
    </Paper>
  )
}

function Details({ detail }: { detail: TransactionDetail }) {
  const t = useT()
  const { statusText, createTime, updateTime } = detail
  return (
    <>
      {statusText !== '' && <FoldedTexts texts={[statusText]} />}
      {createTime !== '' && (
        <Text size="sm" c="dimmed" className="server-text">
          {t('live.times', { created: clip(createTime), updated: clip(updateTime) || '-' })}
        </Text>
      )}
    </>
  )
}

function wordFor(t: Texts, { status }: TransactionDetail): string {
  return t(`live.state.${transactionState({ status })}`, { status: clip(status) })
}
