import { Text } from '@mantine/core'
import type { ReactNode } from 'react'
import { ProgressBar } from '~/ui/progress-bar'

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
  return (
    <>
      <ProgressBar done={done} count={count} text={text} isTextShown={false} isMoving={isRunning} />
      <Text size="sm">{summary}</Text>
      <div role="status" {...(children === undefined && { className: 'visually-hidden' })}>
        {!isRunning && (children ?? summary)}
      </div>
    </>
  )
}
