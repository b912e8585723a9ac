import { Anchor, Button, Stack, Text } from '@mantine/core'
import { Link } from 'wouter'
import { useT, type Texts } from '~/i18n/i18n'
import { isNarrowed, type ListView } from '~/review/list/view/list-view'

/** In place of the rows when there are none: why, and what to do next. */
export function ListEmpty({
  view,
  isNameless,
  onClear,
}: {
  view: ListView
  /** Nobody is signed in by name, so nothing can be anybody's. */
  isNameless: boolean
  onClear: () => void
}) {
  const t = useT()
  const { title, hint } = wordsFor(t, view, isNameless)
  return (
    <Stack align="center" gap={4} p="xl" ta="center">
      <Text fw={600}>{title}</Text>
      <Text size="sm" c="dimmed" maw={400}>
        {hint}
      </Text>
      {isNarrowed(view) ? (
        <Button variant="light" mt="xs" onClick={onClear}>
          {t('list.clear')}
        </Button>
      ) : (
        <Anchor component={Link} href="/apply" size="sm" mt="xs">
          {t('app.toApply')}
        </Anchor>
      )}
    </Stack>
  )
}

function wordsFor(t: Texts, view: ListView, isNameless: boolean): { title: string; hint: string } {
  const { preset } = view
  if (preset === 'mine' && isNameless) return { title: t('list.nothing.mine'), hint: t('list.nothing.nameless') }
  if (isNarrowed(view)) return { title: t('list.nothing.found'), hint: t('list.nothing.foundHint') }
  if (preset === 'all') return { title: t('review.empty'), hint: t('review.emptyHint') }
  return { title: t(`list.nothing.${preset}`), hint: t(`list.nothing.${preset}Hint`) }
}
