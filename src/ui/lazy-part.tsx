import { lazy, useState, type ComponentType, type FunctionComponent } from 'react'
import { withTexts } from '~/i18n/i18n'
import { likely } from '~/ui/likely'

/** `fetch` gets the part before it is rendered. */
type LazyPart<Props> = FunctionComponent<Props> & { fetch: () => Promise<unknown> }

/**
 * A part of the page that the first screen does without: loaded when it is rendered, together with the texts
 * that only such parts say. `instead` stands in its place where it can't be loaded; without one the page fails.
 */
export function lazyPart<Props extends object>(
  load: () => Promise<ComponentType<Props>>,
  instead?: ComponentType<Props>,
): LazyPart<Props> {
  let loaded: ComponentType<Props> | undefined
  const fetch = async () => {
    loaded = await withTexts(load)
    return loaded
  }
  const Later: ComponentType<Props> = lazy(async () => {
    try {
      return { default: await fetch() }
    } catch (error) {
      if (instead === undefined) throw error
      return { default: instead }
    }
  })
  const Part = (props: Props) => {
    // What is there is drawn at once: React holds back for 300 ms what it has begun to wait for.
    const [Chosen] = useState(() => loaded ?? Later)
    return <Chosen {...props} />
  }
  return Object.assign(Part, { fetch })
}

/** The same for what a person is likely to want next: it is fetched before it is asked for. */
export function likelyPart<Props extends object>(
  load: () => Promise<ComponentType<Props>>,
  instead?: ComponentType<Props>,
): LazyPart<Props> {
  const part = lazyPart(load, instead)
  likely(part.fetch)
  return part
}
