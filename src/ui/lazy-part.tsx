import { Alert, Button, Stack } from '@mantine/core'
import { useEffect, useEffectEvent, useState, type ComponentType, type FunctionComponent } from 'react'
import { useT } from '~/i18n/i18n'
import classes from '~/ui/lazy-part.module.css'
import { leaveFocus } from '~/ui/leave-focus'

type FailedProps = { onTryAgain: () => void }

const againMs = 30_000

/**
 * A part of the page that is loaded when it is first drawn. Where it can't be loaded it offers "Try again" in its place. Not React.lazy: that
 * shows what was just loaded only 300 ms after the nothing before it, and keeps a failure for good.
 */
export function lazyPart<Props extends object>(
  load: () => Promise<ComponentType<Props>>,
  Failed: ComponentType<FailedProps> = FailedPart,
): FunctionComponent<Props> {
  let loaded: ComponentType<Props> | undefined
  return function LazyPart(props) {
    const [Part, setPart] = useState(() => loaded)
    const [attempt, setAttempt] = useState(1)
    const [failed, setFailed] = useState(0)
    useEffect(() => {
      if (Part !== undefined) return
      const begin = async () => {
        try {
          loaded = await load()
          setPart(() => loaded)
        } catch {
          setFailed(attempt)
        }
      }
      void begin()
    }, [Part, attempt])
    if (Part !== undefined) return <Part {...props} />
    return failed === attempt ? <Failed onTryAgain={() => setAttempt(attempt + 1)} /> : null
  }
}

/** A part that nobody waits for: where it can't be loaded there is nothing in its place, until it can. */
export function quietPart<Props extends object>(load: () => Promise<ComponentType<Props>>): FunctionComponent<Props> {
  return lazyPart(load, TryAgainLater)
}

function TryAgainLater({ onTryAgain }: FailedProps) {
  const tryAgain = useEffectEvent(onTryAgain)
  useEffect(() => {
    const timer = setTimeout(() => tryAgain(), againMs)
    return () => clearTimeout(timer)
  }, [])
  return null
}

function FailedPart({ onTryAgain }: FailedProps) {
  const t = useT()
  return (
    <Alert color="red" ref={leaveFocus} className={classes.failed}>
      <Stack align="flex-start" gap="xs">
        {t('app.partFailed')}
        <Button size="compact-sm" variant="default" onClick={onTryAgain}>
          {t('app.tryAgain')}
        </Button>
      </Stack>
    </Alert>
  )
}
