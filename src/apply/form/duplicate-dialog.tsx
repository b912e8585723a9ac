import { Anchor, Button, Group, List, Stack, Text } from '@mantine/core'
import { Link } from 'wouter'
import '@mantine/core/styles/List.css'
import { useT, type Texts } from '~/i18n/i18n'
import { addressKey, type ApplicationWithStatus } from '~/record/application'
import type { SameOfAnother } from '~/oms/outcome'
import { applicationName } from '~/wording/application-name'
import { explainSameOfAnother } from '~/wording/explain'
import { Dialog } from '~/ui/dialog'
import { Time } from '~/ui/time'

const shown = 5
const shownLines = 20

type Props = {
  /** Those on record here. */
  others: ApplicationWithStatus[]
  /** What the gate knows of somebody else. */
  same?: SameOfAnother | undefined
  /** Which rows of a table ask for the same, and the way to send the table without them. */
  rows?: { lines: number[]; onLeaveOut?: () => void }
  onCancel: () => void
  onSendAnyway: () => void
}

/** Asks before something is backed up twice: what it may duplicate, and whether to send it all the same. */
export function DuplicateDialog({ others, same, rows, onCancel, onSendAnyway }: Props) {
  const t = useT()
  return (
    <Dialog onClose={onCancel} title={t('duplicate.title')}>
      <Stack gap="md">
        {rows !== undefined && (
          <Text size="sm">
            {t('duplicate.rows', { count: rows.lines.length, lines: t.list(rows.lines.slice(0, shownLines)) })}
          </Text>
        )}
        <Text size="sm" className="server-text">
          {textOf(t, others.length, same)}
        </Text>
        <List size="sm">
          {others.slice(0, shown).map((other) => (
            <List.Item key={other.key}>
              <Other application={other} />
            </List.Item>
          ))}
        </List>
        {others.length > shown && <Text size="sm">{t('duplicate.more', { count: others.length - shown })}</Text>}
        <Group justify="flex-end">
          <Button variant="default" onClick={onCancel} data-autofocus>
            {t('duplicate.cancel')}
          </Button>
          {rows?.onLeaveOut !== undefined && (
            <Button variant="default" onClick={rows.onLeaveOut}>
              {t('duplicate.leaveOut', { count: rows.lines.length })}
            </Button>
          )}
          <Button color="red.9" onClick={onSendAnyway}>
            {t('duplicate.sendAnyway')}
          </Button>
        </Group>
      </Stack>
    </Dialog>
  )
}

function textOf(t: Texts, count: number, same: SameOfAnother | undefined): string {
  if (same !== undefined) return explainSameOfAnother(t, same)
  return count === 0 ? t('duplicate.within') : t('duplicate.text', { count })
}

function Other({ application }: { application: ApplicationWithStatus }) {
  const t = useT()
  const { sentAt, status } = application
  return (
    <>
      <Anchor component={Link} href={`/applications/${addressKey(application)}`}>
        {applicationName(t, application)}
      </Anchor>
      {`, ${t(`review.status.${status}`)}, `}
      <Time at={sentAt} />
    </>
  )
}
