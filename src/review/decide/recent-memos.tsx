import { Group, Text } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useT } from '~/i18n/i18n'
import { useJournal } from '~/record/react/journal-context'
import { journalQueries } from '~/record/react/queries'
import { ChipButton } from '~/ui/chip-button'
import { clip } from '~/wording/explain'

const memosOffered = 5

/** The latest different ones of these memos, which are newest first. */
export function recentMemos(memos: readonly string[]): string[] {
  return [...new Set(memos.map((memo) => memo.trim()))].slice(0, memosOffered)
}

export function RecentMemos({ onChoose }: { onChoose: (memo: string) => void }) {
  const t = useT()
  const { data = [] } = useQuery(journalQueries.memos(useJournal()))
  const memos = recentMemos(data)
  if (memos.length === 0) return null
  return (
    <Group gap="xs" role="group" aria-label={t('decide.recent')}>
      <Text size="xs" c="dimmed" aria-hidden>
        {t('decide.recent')}
      </Text>
      {memos.map((memo) => (
        <ChipButton key={memo} text={clip(memo)} onClick={() => onChoose(memo)} />
      ))}
    </Group>
  )
}
