import { memo } from 'react'
import classes from '~/backups/backups.module.css'
import { lastDays, stripDays, type Bucket, type MarkKind } from '~/backups/board/backup-index'
import { useT, type Texts } from '~/i18n/i18n'
import { timeFormat } from '~/ui/format'

const step = 7
const size = 5
const mostInDay = 3
const width = stripDays * step
const height = mostInDay * step + 2
const kinds = ['completed', 'failed', 'open'] as const satisfies MarkKind[]
const dayOfYear = timeFormat({ day: 'numeric', month: 'short', timeZone: 'UTC' })
const dayOfOtherYear = timeFormat({ day: 'numeric', month: 'short', year: 'numeric', timeZone: 'UTC' })

/** The shape of a mark, from its upper left corner: a full square, a cross, an empty square. */
const shape = {
  completed: `h${size}v${size}h-${size}z`,
  failed: `l${size},${size}m0,-${size}l-${size},${size}`,
  open: `h${size}v${size}h-${size}z`,
} as const satisfies Record<MarkKind, string>

const markClass = {
  completed: classes.markCompleted,
  failed: classes.markFailed,
  open: classes.markOpen,
} as const satisfies Record<MarkKind, string | undefined>

/** The backups of the last days, a mark each, today at the right; more than three on a day are told in its text alone. */
export const Strip = memo(function Strip({ buckets, today }: { buckets: readonly Bucket[]; today: number }) {
  const t = useT()
  const days = lastDays(buckets, today)
  const marks = days.flatMap(({ counts }, at) =>
    kinds
      .flatMap((kind) => Array.from({ length: Math.min(counts[kind], mostInDay) }, () => kind))
      .slice(0, mostInDay)
      .map((kind, place) => ({ kind, path: `M${at * step + 1},${height - 2 - (place + 1) * step + 1}${shape[kind]}` })),
  )
  const weeks = Array.from(
    { length: 5 },
    (_none, week) => `M${width - week * step * 7 - step / 2 + 0.5},${height - 1}v-3`,
  )
  return (
    <svg className={classes.strip} viewBox={`0 0 ${width} ${height}`} role="img" aria-label={textOf(t, days)}>
      <path className={classes.axis} d={`M0,${height - 0.5}h${width}${weeks.join('')}`} />
      {kinds.map((kind) => (
        <path
          key={kind}
          className={markClass[kind]}
          d={marks.flatMap((mark) => (mark.kind === kind ? mark.path : [])).join('')}
        />
      ))}
    </svg>
  )
})

/** What each mark stands for. */
export function StripLegend() {
  const t = useT()
  return (
    <span className={classes.legend}>
      {kinds.map((kind) => (
        <span key={kind}>
          <svg width={size + 2} height={size + 2} aria-hidden>
            <path className={markClass[kind]} d={`M1,1${shape[kind]}`} />
          </svg>{' '}
          {t(`backups.legend.${kind}`)}
        </span>
      ))}
    </span>
  )
}

function dateOf(day: number): Date {
  return new Date(day * 24 * 60 * 60_000)
}

function textOf(t: Texts, days: ReturnType<typeof lastDays>): string {
  const today = dateOf(days.at(-1)?.day ?? 0)
  const said = kinds.flatMap((kind) => {
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
