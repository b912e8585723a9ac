import { lazy, Suspense, type ComponentType, type FunctionComponent } from 'react'

const Nothing = () => null

/** A part that nobody waits for: until it is loaded, and where it can't be, there is nothing in its place. */
export function quietPart(load: () => Promise<ComponentType>): FunctionComponent {
  const Part = lazy(async () => ({ default: await load().catch(() => Nothing) }))
  return function QuietPart() {
    return (
      <Suspense fallback={null}>
        <Part />
      </Suspense>
    )
  }
}
