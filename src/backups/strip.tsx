import { memo } from 'react'
import classes from '~/backups/backups.module.css'
import { lastDays, stripDays, type Bucket } from '~/backups/board/backup-index'
import { markClass, markKinds, markShape } from '~/backups/strip-marks'
import { useT, type Texts } from '~/i18n/i18n'
import { timeFormat } from '~/ui/format'

const step = 7
const mostInDay = 3
const width = stripDays * step
const height = mostInDay * step + 2
const dayOfYear = timeFormat({ day: 'numeric', month: 'short', timeZone: 'UTC' })
const dayOfOtherYear = timeFormat({ day: 'numeric', month: 'short', year: 'numeric', timeZone: 'UTC' })

/** The backups of the last days, a mark each, today at the right; more than three on a day are told in its text alone. */
export const Strip = memo(function Strip({ buckets, today }: { buckets: readonly Bucket[]; today: number }) {
  const t = useT()
  const days = lastDays(buckets, today)
  const marks = days.flatMap(({ counts }, at) =>
    markKinds
      .flatMap((kind) => Array.from({ length: Math.min(counts[kind], mostInDay) }, () => kind))
      .slice(0, mostInDay)
      .map((kind, place) => ({
        kind,
        path: `M${at * step + 1},${height - 2 - (place + 1) * step + 1}${markShape[kind]}`,
      })),
  )
  const weeks = Array.from(
    { length: 5 },
    (_none, week) => `M${width - week * step * 7 - step / 2 + 0.5},${height - 1}v-3`,
  )
  return (
    <svg className={classes.strip} viewBox={`0 0 ${width} ${height}`} role="img" aria-label={textOf(t, days)}>
      <path className={classes.axis} d={`M0,${height - 0.5}h${width}${weeks.join('')}`} />
      {markKinds.map((kind) => (
        <path
          key={kind}
          className={markClass[kind]}
          d={marks.flatMap((mark) => (mark.kind === kind ? mark.path : [])).join('')}
        />
      ))}
    </svg>
  )
})

function dateOf(day: number): Date {
  return new Date(day * 24 * 60 * 60_000)
}

function textOf(t: Texts, days: ReturnType<typeof lastDays>): string {
  const today = dateOf(days.at(-1)?.day ?? 0)
  const said = markKinds.flatMap((kind) => {
    const names = days.flatMap(({ day, counts }) => {
      const date = dateOf(day)
      const isOfThisYear = date.getUTCFullYear() === today.getUTCFullYear()
      const name = () => (isOfThisYear ? dayOfYear : dayOfOtherYear)(t, date)
      if (counts[kind] === 0) return []
      return counts[kind] === 1 ? [name()] : [t('backups.marks.times', { day: name(), count: counts[kind] })]
    })
    return names.length === 0 ? [] : [t(`backups.marks.${kind}`, { days: t.list(names) })]
  })
  return said.length === 0 ? t('backups.marks.none') : t.sentences(said)
}
