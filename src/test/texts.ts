import { en } from '~/i18n/en'
import { textsIn } from '~/i18n/i18n'

/** What tests ask for a text. */
export const t = textsIn('en', en)
