import { Button } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { Link } from 'wouter'
import { againDraft, type Draft } from '~/apply/draft/draft'
import { useT } from '~/i18n/i18n'
import type { ApplyId } from '~/oms/ids'
import { useJournal } from '~/record/react/journal-context'
import { journalQueries } from '~/record/react/queries'
import { CopyButton } from '~/ui/copy-button'
import { deskAddress } from '~/ui/desk-address'

type Props = { id: ApplyId; onAgain: (draft: Draft) => void }

export function CreatedLinks({ id, onAgain }: Props) {
  const t = useT()
  const { data } = useQuery(journalQueries.one(useJournal(), id))
  if (!data) return null
  return (
    <>
      <Button component={Link} href={`/applications/${id}`} size="compact-xs" variant="default">
        {t('apply.open', { id })}
      </Button>
      <Button size="compact-xs" variant="default" onClick={() => onAgain(againDraft(data.application))}>
        {t('one.again')}
      </Button>
      <CopyButton label={t('copy.link')} text={() => deskAddress(`applications/${id}`)} />
    </>
  )
}
