import { Alert, Button, Group } from '@mantine/core'
import { useSearch } from 'wouter'
import type { Draft } from '~/apply/draft/draft'
import { useT } from '~/i18n/i18n'
import { quietPart } from '~/ui/lazy-part'

const FollowsNote = quietPart(async () => (await import('~/apply/draft/follows-note')).FollowsNote)

type Props = {
  draft: Pick<Draft, 'follows' | 'linked' | 'notInForm' | 'template'> & { aside?: unknown }
  onBringBack: () => void
}

/** A link that has filled in nothing stays in the address, and the reason stands above the form. */
const links = ['again', 'template', 'rows']

/** Where the values of the form come from, and the way back to what was typed before. */
export function DraftNotes({ draft: { aside, ...draft }, onBringBack }: Props) {
  const t = useT()
  const query = new URLSearchParams(useSearch())
  const { follows, linked, notInForm, template } = links.some((name) => query.has(name)) ? {} : draft
  return (
    <>
      {follows !== undefined && <FollowsNote follows={follows} />}
      {linked !== undefined && (
        <Alert color="blue" role="note" className="server-text">
          {t.paragraph([
            t('apply.from.link'),
            ...(linked === 'in part' ? [t('apply.from.askedAnew')] : []),
            ...(notInForm === undefined || notInForm.length === 0
              ? []
              : [t('apply.from.notInForm', { names: t.joinFirst(notInForm) })]),
          ])}
        </Alert>
      )}
      {template !== undefined && (
        <Alert color="blue" role="note" className="server-text">
          {t('named.filledIn', { name: template })}
        </Alert>
      )}
      {aside !== undefined && (
        <Alert color="gray" role="note">
          <Group gap="xs" justify="space-between">
            {t('apply.from.aside')}
            <Button size="compact-sm" variant="default" onClick={onBringBack}>
              {t('apply.from.bringBack')}
            </Button>
          </Group>
        </Alert>
      )}
    </>
  )
}
