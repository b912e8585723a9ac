import { Text, Title } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { memo, type Ref } from 'react'
import { useTeam } from '~/team/team-state'
import { useT } from '~/i18n/i18n'
import type { ListEntry } from '~/record/list-entry'
import { isKept } from '~/record/store/keeping'
import { ClearButton } from '~/review/transfer/clear-button'
import { ExportMenu } from '~/review/transfer/export-menu'
import { ImportButton } from '~/review/transfer/import-button'
import { LimitsButton } from '~/review/list/limits-button'
import type { ListView } from '~/review/list/view/list-view'
import classes from '~/review/list/applications-page.module.css'
import { TrackButton } from '~/review/transfer/track-button'
import { useLater } from '~/ui/use-later'

type Props = {
  heading: Ref<HTMLHeadingElement>
  /** Those in view. */
  applications: readonly ListEntry[]
  selected: readonly ListEntry[]
  view: ListView
  /** Whether all of them are read. */
  isComplete: boolean
}

/** The list's title, and what can be done with many applications at once. */
export const ListTop = memo(function ListTop({ heading, applications, selected, view, isComplete }: Props) {
  const t = useT()
  const isSelection = selected.length > 0
  const isLater = useLater()
  const { data: staysHere } = useQuery({ queryKey: ['kept'], queryFn: isKept, staleTime: 0 })
  const team = useTeam().kind
  // The team record is a second copy, while it can be reached.
  const isAtRisk = (team === 'off' || team === 'alone') && staysHere === false
  const intro = t(isAtRisk ? 'list.introAtRisk' : 'list.intro')
  return (
    <div className={classes.head}>
      <Title order={1} size="h3" id="applications-title" ref={heading} tabIndex={-1}>
        {t('app.applications')}
      </Title>
      <Text
        size={isAtRisk ? 'xs' : 'sm'}
        c="dimmed"
        lineClamp={isAtRisk ? 2 : 1}
        title={intro}
        className={isAtRisk ? classes.risk : classes.intro}
      >
        {intro}
      </Text>
      <div className={classes.tools}>
        {isLater && (
          <>
            <TrackButton />
            <ImportButton />
            <ExportMenu
              applications={isSelection ? selected : applications}
              view={isSelection ? undefined : view}
              isComplete={isComplete}
            />
            <ClearButton selected={selected} />
            <LimitsButton />
          </>
        )}
      </div>
    </div>
  )
})
