import { Progress, Text } from '@mantine/core'
import '@mantine/core/styles/Progress.css'
import { useT } from '~/i18n/i18n'

type Props = {
  /** What it is of; by default just "Progress". */
  label?: string
  done: number
  count: number
  /** How far it is, where "436 of 2,000" does not say it. */
  text?: string | undefined
  /** False where the same is said beside it. */
  isTextShown?: boolean
  size?: 'xs' | 'lg'
  isMoving?: boolean
}

/** How far long work is, with its numbers. */
export function ProgressBar({ label, done, count, text, isTextShown = true, size = 'lg', isMoving = false }: Props) {
  const t = useT()
  const words = text ?? t('run.sentOf', { sent: done, count })
  return (
    <div>
      <Progress.Root
        // It goes on several times a second: a bar that glides never rests.
        transitionDuration={0}
        size={size}
        role="progressbar"
        aria-label={label ?? t('run.progress')}
        aria-valuemin={0}
        aria-valuemax={count}
        aria-valuenow={done}
        aria-valuetext={words}
      >
        <Progress.Section withAria={false} value={count === 0 ? 0 : (done / count) * 100} animated={isMoving} />
      </Progress.Root>
      {isTextShown && <Text size="sm">{words}</Text>}
    </div>
  )
}
