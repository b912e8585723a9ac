import { Alert, Anchor } from '@mantine/core'
import { memo, Suspense, useEffect, useLayoutEffect, useState } from 'react'
import { Link } from 'wouter'
import classes from '~/app/apply-screen.module.css'
import { deskName, type Desk } from '~/app/desk'
import { typedInto } from '~/apply/apply-values'
import { drafts } from '~/apply/draft'
// The page of the build shows the form before its scripts are there.
import '~/apply/recent-targets.module.css'
import '~/apply/request-preview.module.css'
import '~/apply/suggestions-note.module.css'
import { t, useLanguage } from '~/i18n/i18n'
import { useJournal } from '~/journal/journal-context'
import { latestCount } from '~/journal/queries'
import { HistoryPanel } from '~/review/history-panel'
import { awakeForm, leaveForm, whenFormIsNext } from '~/ui/built-page'
import { builtPart } from '~/ui/lazy-part'

// The latest applications are shown before it.
export const ApplyPanel = builtPart(async () => {
  const next = whenFormIsNext()
  const { ApplyPanel: Loaded } = await import('~/apply/apply-panel')
  await next
  return Loaded
})

type Props = { desk: Desk | undefined; mode: 'one' | 'many'; batch?: string | undefined }

/** The start page: the form, and beside it the latest applications; below it where a table needs the room. */
export function ApplyScreen({ desk, mode, batch }: Props) {
  const destination = desk && { name: deskName(desk), applyAddress: desk.applyAddress }
  return (
    <div className={mode === 'one' ? classes.columns : classes.rows}>
      <FormScript />
      <Suspense>
        <ApplyPanel destination={destination} mode={mode} batch={batch} />
      </Suspense>
      <Latest />
    </div>
  )
}

/** Alone with what it knows: what is around the build's form must stay as it is until the form has its script. */
function FormScript() {
  const [isMissing, setIsMissing] = useState(false)
  const { name } = useJournal()
  useEffect(() => {
    ApplyPanel.fetch().then(awakeForm, () => setIsMissing(true))
  }, [])
  // Before the form is out of the page.
  useLayoutEffect(
    () => () => {
      const form = leaveForm()
      if (form !== undefined) drafts.write(name, { values: typedInto(form) })
    },
    [name],
  )
  if (!isMissing) return null
  return (
    <Alert color="red" className={classes.missing}>
      {t('apply.unavailable')}
    </Alert>
  )
}

/** Not drawn again for what concerns the form alone. */
const Latest = memo(function Latest() {
  useLanguage()
  return (
    <HistoryPanel
      intro={t('review.latest', { count: latestCount })}
      link={
        <Anchor component={Link} href="/applications" size="sm">
          {t('review.all')}
        </Anchor>
      }
    />
  )
})
