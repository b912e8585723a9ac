import { Alert } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useEffect } from 'react'
import { useLocation } from 'wouter'
import { ApplyForm } from '~/apply/form/apply-form'
import { notInForm, readLink } from '~/apply/draft/apply-link'
import type { Destination } from '~/apply/values/destination'
import { emptyApplyValues } from '~/apply/values/apply-values'
import { againDraft, drafts, replaced, type Draft } from '~/apply/draft/draft'
import { useT } from '~/i18n/i18n'
import { useJournal } from '~/record/react/journal-context'
import { journalQueries } from '~/record/react/queries'

/**
 * A link that fills in the form, `?again=<application>` or the values themselves, is used up: it becomes the draft,
 * and the address the form's own, so that a reload does not undo what is typed afterwards. It never submits.
 */
export function FillIn({ search, destination }: { search: string; destination: Destination | undefined }) {
  const t = useT()
  const journal = useJournal()
  const [, navigate] = useLocation()
  const again = new URLSearchParams(search).get('again')
  const source = useQuery({ ...journalQueries.one(journal, again ?? ''), enabled: again !== null })
  const application = source.data?.application
  useEffect(() => {
    const next = again === null ? linkedDraft(search) : application && againDraft(application)
    if (next === undefined) return
    drafts.write(journal.name, replaced(drafts.read(journal.name), next))
    navigate('/apply', { replace: true })
  }, [again, application, journal, navigate, search])

  const missing = source.data === null || source.isError
  if (again === null || !missing) return null
  return (
    <>
      <Alert color="yellow" m="md" mb={0}>
        {t('apply.from.missing')}
      </Alert>
      <ApplyForm destination={destination} />
    </>
  )
}

/** What a link may ask for in vain. */
const dangerous = ['auto_approve', 'autoApprove', 'scope', 'svr_ids']

function linkedDraft(search: string): Draft {
  const query = new URLSearchParams(search)
  const linked = dangerous.some((name) => query.has(name)) ? 'in part' : true
  return { values: readLink(search) ?? emptyApplyValues, linked, notInForm: notInForm(search) }
}
