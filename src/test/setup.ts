import { configureGlobal } from 'fast-check'
import { beforeAll } from 'vitest'
import { changeLanguage } from '~/i18n/i18n'

// Every run tries the same cases; PROPERTY_SEED tries others.
configureGlobal({ seed: Number(process.env.PROPERTY_SEED ?? 20_261_125) })

beforeAll(() => changeLanguage('en'))
