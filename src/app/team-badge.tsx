import { useEffect } from 'react'
import { followRecord } from '~/team/follow-record'
import { alone, setTeam, useTeam, type TeamState } from '~/team/team-state'
import classes from '~/app/shell.module.css'
import { useT, type Texts } from '~/i18n/i18n'
import { useJournal } from '~/record/react/journal-context'
import { useSession } from '~/session/session'
import { formatWhole } from '~/ui/format'
import { ProgressBar } from '~/ui/progress-bar'

/** Keeps to the team's record while somebody is signed in, and says whether it does. */
export function TeamBadge() {
  const t = useT()
  const journal = useJournal()
  const { session: person } = useSession()
  const team = useTeam()
  useEffect(() => {
    if (person === undefined) return setTeam(alone('signed out'))
    setTeam({ kind: 'opening' })
    return followRecord(journal)
  }, [journal, person])
  useEffect(() => () => setTeam({ kind: 'off' }), [])
  if (team.kind === 'off' || team.kind === 'opening') return null
  if (team.kind === 'reading') {
    const text = t('app.team.reading', { done: team.done, count: team.count })
    return (
      <div className={classes.team} title={titleOf(t, team)}>
        {text}
        <ProgressBar
          label={t('app.team.together')}
          done={team.done}
          count={team.count}
          text={text}
          isTextShown={false}
          size="xs"
        />
      </div>
    )
  }
  return (
    <>
      <span className={classes.team} data-alone={team.kind === 'alone' || undefined} title={titleOf(t, team)}>
        {t(team.kind === 'alone' ? 'app.team.alone' : 'app.team.together')}
      </span>
      {team.kind === 'together' && team.refused > 0 && (
        <span className={classes.team} data-alone title={t('app.team.refusedHint')}>
          {t('app.team.refused', { count: team.refused })}
        </span>
      )}
    </>
  )
}

function titleOf(t: Texts, team: TeamState): string {
  if (team.kind !== 'alone') return t('app.team.togetherHint')
  return t.paragraph([t(`app.team.why.${team.why}`), t('app.team.aloneHint', { time: formatWhole(t, team.since) })])
}
