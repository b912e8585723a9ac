import { useQuery } from '@tanstack/react-query'
import { useShownValues } from '~/apply/form/request-preview'
import type { ApplyFormState } from '~/apply/values/apply-rules'
import { requestedBy } from '~/apply/values/requested-by'
import type { Follows } from '~/record/events'
import { useJournal } from '~/record/react/journal-context'
import { journalQueries } from '~/record/react/queries'
import { Differences } from '~/wording/differences'

type Props = { follows: Follows; form: Pick<ApplyFormState, 'getValues' | 'subscribe'> }

export function FixDifferences({ follows, form }: Props) {
  const { data } = useQuery(journalQueries.one(useJournal(), `attempt-${follows.application}`))
  const values = useShownValues(form)
  if (data === undefined || data === null) return null
  return <Differences before={data.application} after={{ requested: requestedBy(values), why: values.why.trim() }} />
}
