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
  return part(
    () => withTexts(load),
    (error) => {
      if (instead === undefined) throw error
      return instead
    },
  )
}

/** The same for what a person is likely to want next: it is fetched before it is asked for. */
export function likelyPart<Props extends object>(
  load: () => Promise<ComponentType<Props>>,
  instead?: ComponentType<Props>,
): LazyPart<Props> {
  const later = lazyPart(load, instead)
  likely(later.fetch)
  return later
}

/**
 * A part that the page of the build shows before its script is there, in the texts of the first screen. Where that can't be loaded
 * the part stays as the build has rendered it, with what was typed into it: whoever renders it says so.
 */
export function builtPart<Props extends object>(load: () => Promise<ComponentType<Props>>): LazyPart<Props> {
  return part(load, () => new Promise<never>(() => {}))
}

function part<Props extends object>(
  load: () => Promise<ComponentType<Props>>,
  afterFailure: (error: unknown) => ComponentType<Props> | Promise<never>,
): LazyPart<Props> {
  let loaded: ComponentType<Props> | undefined
  const fetch = async () => {
    loaded = await load()
    return loaded
  }
  const Later: ComponentType<Props> = lazy(async () => {
    try {
      return { default: await fetch() }
    } catch (error) {
      return { default: await afterFailure(error) }
    }
  })
  const Part = (props: Props) => {
    // What is there is drawn at once: React holds back for 300 ms what it has begun to wait for.
    const [Chosen] = useState(() => loaded ?? Later)
    return <Chosen {...props} />
  }
  return Object.assign(Part, { fetch })
}
