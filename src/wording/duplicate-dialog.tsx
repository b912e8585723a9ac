import { Anchor, Button, Group, List, Stack, Text } from '@mantine/core'
import { Link } from 'wouter'
import '@mantine/core/styles/List.css'
import { useT, type Texts } from '~/i18n/i18n'
import { addressKey, type ApplicationWithStatus } from '~/record/application'
import type { RowPair } from '~/record/batch-plan'
import { overlap } from '~/record/duplicates'
import type { ApplicationDraft } from '~/oms/application-draft'
import type { AttemptId } from '~/oms/ids'
import type { SameOfAnother } from '~/oms/outcome'
import { applicationName } from '~/wording/application-name'
import { clip, explainSameOfAnother } from '~/wording/explain'
import { originText } from '~/wording/origin-text'
import { overlapText } from '~/wording/overlap-text'
import { targetText } from '~/wording/target-lines'
import { TargetText } from '~/wording/target-text'
import { Dialog } from '~/ui/dialog/dialog'

const shown = 5
const shownLines = 20

/** A draft that is about to be sent; of a table with the row's number in it. */
type NewDraft = { draft: ApplicationDraft; line?: number }

type Props = {
  /** Those on record here. */
  others: ApplicationWithStatus[]
  /** What the gate knows of somebody else. */
  same?: SameOfAnother | undefined
  /** What may repeat them. */
  drafts: readonly NewDraft[]
  /** Which rows of a table ask for the same, those that earlier ones of it ask for, and the way to send the table without them. */
  rows?: { lines: number[]; within: RowPair[]; onLeaveOut?: () => void }
  onCancel: () => void
  /** `seen`: the keys of the others. */
  onSendAnyway: (seen: AttemptId[]) => void
}

/** Asks before something is backed up twice: what it may duplicate, and whether to send it all the same. */
export function DuplicateDialog({ others, same, drafts, rows, onCancel, onSendAnyway }: Props) {
  const t = useT()
  const within = rows?.within ?? []
  return (
    <Dialog onClose={onCancel} title={t('duplicate.title')} size="lg">
      <Stack gap="md">
        {rows !== undefined && (
          <Text size="sm">
            {t('duplicate.rows', { count: rows.lines.length, lines: t.list(rows.lines.slice(0, shownLines)) })}
          </Text>
        )}
        <Text size="sm" className="server-text">
          {textOf(t, others.length, same)}
        </Text>
        {others.length > 0 && (
          <List size="sm" spacing="sm" className="server-text">
            {others.slice(0, shown).map((other) => (
              <List.Item key={other.key}>
                <Other application={other} drafts={drafts} />
              </List.Item>
            ))}
          </List>
        )}
        {others.length > shown && <Text size="sm">{t('duplicate.more', { count: others.length - shown })}</Text>}
        {within.length > 0 && (
          <>
            {others.length > 0 && <Text size="sm">{t('duplicate.within')}</Text>}
            <List size="sm" spacing="sm" className="server-text">
              {within.slice(0, shown).map(({ row, earlier }) => (
                <List.Item key={row.line}>
                  {t('duplicate.withRow', {
                    row: String(row.line),
                    target: clip(targetText(t, row.draft)),
                    earlier: String(earlier.line),
                    earlierTarget: clip(targetText(t, earlier.draft)),
                  })}
                </List.Item>
              ))}
            </List>
            {within.length > shown && <Text size="sm">{t('duplicate.more', { count: within.length - shown })}</Text>}
          </>
        )}
        <Group justify="flex-end">
          <Button variant="default" onClick={onCancel} data-autofocus>
            {t('dialog.cancel')}
          </Button>
          {rows?.onLeaveOut !== undefined && (
            <Button variant="default" onClick={rows.onLeaveOut}>
              {t('duplicate.leaveOut', { count: rows.lines.length })}
            </Button>
          )}
          <Button color="red.9" onClick={() => onSendAnyway(others.map(({ key }) => key))}>
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

/** Which one it is, who applied for it and when, what it backs up, and what of that is asked for again. */
function Other({ application, drafts }: { application: ApplicationWithStatus } & Pick<Props, 'drafts'>) {
  const t = useT()
  const overlaps = overlapTexts(t, application, drafts)
  return (
    <>
      <Anchor component={Link} href={`/applications/${addressKey(application)}`} size="sm" underline="always">
        {applicationName(t, application)}
      </Anchor>
      {t.list(['', t(`review.status.${application.status}`), originText(t, application)])}
      <TargetText requested={application.requested} />
      {overlaps.slice(0, shown).map((text) => (
        <Text key={text} size="sm" fw={600} className="server-text">
          {text}
        </Text>
      ))}
      {overlaps.length > shown && <Text size="sm">{t('duplicate.more', { count: overlaps.length - shown })}</Text>}
    </>
  )
}

/** What each of them has in common with another one, once; of a table with the rows that have. */
function overlapTexts(t: Texts, { requested }: ApplicationWithStatus, drafts: Props['drafts']): string[] {
  const lines = new Map<string, number[]>()
  for (const { draft, line } of drafts) {
    const common = overlap(draft, requested)
    if (common === undefined) continue
    const text = overlapText(t, common)
    lines.set(text, [...(lines.get(text) ?? []), ...(line === undefined ? [] : [line])])
  }
  return [...lines].map(([text, rows]) =>
    rows.length === 0
      ? text
      : t('duplicate.ofRows', { overlap: text, count: rows.length, lines: t.joinFirst(rows.map(String)) }),
  )
}
