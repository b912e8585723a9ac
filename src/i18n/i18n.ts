import { createInstance } from 'i18next'
import { en } from '~/i18n/en'

declare module 'i18next' {
  interface CustomTypeOptions {
    resources: { translation: typeof en }
  }
}

const i18n = createInstance({
  lng: 'en',
  resources: { en: { translation: en } },
  // React escapes; a second time would show the entities.
  interpolation: { escapeValue: false },
  initAsync: false,
})
void i18n.init()

/** The text for a key of `en.ts`, its placeholders filled in. */
export const t = i18n.t
