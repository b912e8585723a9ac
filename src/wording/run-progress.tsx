import { Progress, Text } from '@mantine/core'
import type { ReactNode } from 'react'
import '@mantine/core/styles/Progress.css'
import { useT } from '~/i18n/i18n'

type Props = {
  done: number
  count: number
  isRunning: boolean
  /** How far it is, in words, where "3 of 30" does not say it. */
  text?: string
  /** What is shown below the bar. */
  summary: string
  /** What is shown and said at its end; without it the summary is said. */
  children?: ReactNode
}

/** How far a run of many is. Only its end is said: a word for each row would be too many. */
export function RunProgress({ done, count, isRunning, summary, children, text }: Props) {
  const t = useT()
  return (
    <>
      <Progress.Root
        size="lg"
        role="progressbar"
        aria-label={t('run.progress')}
        aria-valuemin={0}
        aria-valuemax={count}
        aria-valuenow={done}
        aria-valuetext={text ?? t('run.sentOf', { sent: done, count })}
      >
        <Progress.Section withAria={false} value={(done / count) * 100} animated={isRunning} />
      </Progress.Root>
      <Text size="sm">{summary}</Text>
      <div role="status" {...(children === undefined && { className: 'visually-hidden' })}>
        {!isRunning && (children ?? summary)}
      </div>
    </>
  )
}
