import { Alert, Button, Stack } from '@mantine/core'
import { Component, lazy, Suspense, useState, type ComponentType, type FunctionComponent, type ReactNode } from 'react'
import { useT } from '~/i18n/i18n'
import classes from '~/ui/lazy-part.module.css'

class NotLoaded extends Error {}

/** A part of the page that is loaded when it is first drawn. Where it can't be loaded it offers "Try again" in its place. */
export function lazyPart<Props extends object>(load: () => Promise<ComponentType<Props>>): FunctionComponent<Props> {
  const begin = () =>
    lazy(async () => {
      try {
        return { default: await load() }
      } catch (error) {
        throw new NotLoaded('a part of the page could not be loaded', { cause: error })
      }
    })
  // React.lazy keeps a failure for good, so that another try needs another one.
  let Part: ComponentType<Props> = begin()
  return function LazyPart(props) {
    const [attempt, setAttempt] = useState(1)
    const tryAgain = () => {
      Part = begin()
      setAttempt(attempt + 1)
    }
    return (
      <Loading key={attempt} onTryAgain={tryAgain}>
        <Part {...props} />
      </Loading>
    )
  }
}

type LoadingProps = { onTryAgain: () => void; children: ReactNode }

/** React has no hook for this. Whatever else goes wrong in the part is not for it. */
class Loading extends Component<LoadingProps, { error?: unknown }> {
  override state: { error?: unknown } = {}

  static getDerivedStateFromError(error: unknown) {
    return { error }
  }

  override render() {
    const { error } = this.state
    if (error === undefined) return <Suspense>{this.props.children}</Suspense>
    if (!(error instanceof NotLoaded)) throw error
    return <Failed onTryAgain={this.props.onTryAgain} />
  }
}

function Failed({ onTryAgain }: Pick<LoadingProps, 'onTryAgain'>) {
  const t = useT()
  return (
    <Alert color="red" className={classes.failed}>
      <Stack align="flex-start" gap="xs">
        {t('app.partFailed')}
        <Button size="compact-sm" variant="default" onClick={onTryAgain}>
          {t('app.tryAgain')}
        </Button>
      </Stack>
    </Alert>
  )
}
