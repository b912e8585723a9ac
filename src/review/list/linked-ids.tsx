import { Alert, Button, Stack, Text } from '@mantine/core'
import { useEffect, useRef, useState } from 'react'
import { useT } from '~/i18n/i18n'
import { useTrack } from '~/actions/many/track'
import type { ListEntry } from '~/record/list-entry'
import { idsProblem, parseIds } from '~/review/list/view/id-list'
import { TrackProgress } from '~/review/transfer/track-progress'
import { useSession } from '~/session/session'
import { leaveFocus } from '~/ui/leave-focus'

/** More than these are not asked for before somebody says so. */
const unasked = 50

/** Takes over from OMS what a link names and this browser does not know; `text` stays the same for as long as this is shown. */
export function LinkedIds({ text, applications }: { text: string; applications: readonly ListEntry[] }) {
  const t = useT()
  const isSignedIn = useSession().session !== undefined
  const problem = idsProblem(text)
  const [missing] = useState(() => {
    const known = new Set(applications.map(({ id }) => id))
    return parseIds(text).ids.filter((id) => !known.has(id))
  })
  const { mutate: run, results, data: end, isPending, isError, isIdle } = useTrack()
  const needsPress = missing.length > unasked
  const begins = problem === undefined && isSignedIn && !needsPress && missing.length > 0 && isIdle
  // StrictMode runs an effect twice.
  const isBegun = useRef(false)
  useEffect(() => {
    if (!begins || isBegun.current) return
    isBegun.current = true
    run({ ids: missing })
  }, [begins, missing, run])

  if (problem !== undefined) {
    return (
      <Alert color="orange" title={t('link.unreadable')} mx="lg">
        {t.said(problem)}
      </Alert>
    )
  }
  if (missing.length === 0) return null
  return (
    <Stack gap="xs" px="lg" tabIndex={-1}>
      {!isSignedIn && isIdle && <Text size="sm">{t('link.signIn', { count: missing.length })}</Text>}
      {isSignedIn && isIdle && needsPress && (
        <Text size="sm" component="div">
          {t('link.many', { count: missing.length })}{' '}
          <Button size="compact-sm" variant="default" ref={leaveFocus} onClick={() => run({ ids: missing })}>
            {t('link.lookUp', { count: missing.length })}
          </Button>
        </Text>
      )}
      {!isIdle && (
        <TrackProgress results={results} count={missing.length} end={end} isRunning={isPending} isError={isError} />
      )}
    </Stack>
  )
}
