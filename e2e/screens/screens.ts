import { applyScreens } from './apply-screens'
import { deskScreens } from './desk-screens'
import { manyScreens } from './many-screens'
import { oneScreens } from './one-screens'
import { reviewScreens } from './review-screens'
import type { Screen } from './screen'

/** Every screen, for axe (e2e/accessibility.spec.ts) and for people (`npm run screenshots`). */
export const screens: Screen[] = [...applyScreens, ...manyScreens, ...reviewScreens, ...oneScreens, ...deskScreens]
