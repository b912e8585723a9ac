import { lazy, type ComponentType, type LazyExoticComponent } from 'react'
import { withTexts } from '~/i18n/i18n'

/**
 * A part of the page that the first screen does without: loaded when it is rendered, together with the texts
 * that only such parts say. `instead` stands in its place where it can't be loaded; without one the page fails.
 */
export function lazyPart<Props>(
  load: () => Promise<ComponentType<Props>>,
  instead?: ComponentType<Props>,
): LazyExoticComponent<ComponentType<Props>> {
  return lazy(async () => {
    try {
      return { default: await withTexts(load) }
    } catch (error) {
      if (instead === undefined) throw error
      return { default: instead }
    }
  })
}
