import { lazy, Suspense, type ComponentType, type FunctionComponent } from 'react'

const Nothing = () => null

/** A part that nobody waits for: until it is loaded, and where it can't be, there is nothing in its place. */
export function quietPart<Props extends object>(load: () => Promise<ComponentType<Props>>): FunctionComponent<Props> {
  const Part: ComponentType<Props> = lazy(async () => ({ default: await load().catch(() => Nothing) }))
  return function QuietPart(props) {
    return (
      <Suspense fallback={null}>
        <Part {...props} />
      </Suspense>
    )
  }
}
