import { Anchor, Group, Text } from '@mantine/core'
import { Link } from 'wouter'
import { useT } from '~/i18n/i18n'
import type { ListSnapshot } from '~/record/react/list-index'
import { leaveFocus } from '~/ui/leave-focus'

const most = 12

/** Until an app is chosen: those that were applied for last, or the ways to the first one. */
export function KnownApps({ list: { entries, unreadable, soFar } }: { list: ListSnapshot }) {
  const t = useT()
  const apps = [...new Set(entries.map(({ app }) => app))].filter((app) => app !== '').slice(0, most)
  if (entries.length + unreadable === 0 && soFar === undefined) {
    return (
      <>
        <Text size="sm" c="dimmed">
          {t('backups.empty')}
        </Text>
        <Group gap="md">
          <Anchor component={Link} href="/apply" size="sm">
            {t('app.toApply')}
          </Anchor>
          <Anchor component={Link} href="/applications" size="sm">
            {t('track.title')}
          </Anchor>
        </Group>
      </>
    )
  }
  return (
    <>
      <Text size="sm" c="dimmed">
        {t('backups.start')}
      </Text>
      {apps.length > 0 && (
        <Group gap="xs" ref={leaveFocus}>
          <Text size="sm">{t('backups.ofRecord')}</Text>
          {apps.map((app) => (
            <Anchor key={app} component={Link} href={`/backups?app=${app}`} size="sm">
              {t('backups.app', { app })}
            </Anchor>
          ))}
        </Group>
      )}
    </>
  )
}
