import * as z from 'zod/mini'
import { canBeAsked } from '~/actions/oms-lists'
import { later } from '~/i18n/i18n'
import { digitsPattern } from '~/oms/application-draft'
import { typedText } from '~/ui/form/typed-text'

const errorFor =
  (example: string) =>
  ({ input }: { input?: unknown }) => {
    if (digitsPattern.test(String(input))) return later('backups.tooLarge', { most: Number.MAX_SAFE_INTEGER })
    return later(input === '' ? 'apply.error.required' : 'apply.error.digits', { example })
  }
const optional = (example: string) =>
  z.pipe(
    typedText,
    z.string().check(z.refine((value) => value === '' || canBeAsked(value), { error: errorFor(example) })),
  )

/** Which tables the board shows; an empty set or zone stands for all of them. OMS is asked with numbers, so they must be safe integers. */
export const boardPlace = z.object({
  app: z.pipe(typedText, z.string().check(z.refine(canBeAsked, { error: errorFor('2') }))),
  set: optional('126'),
  zone: optional('0'),
})

export type BoardPlace = z.infer<typeof boardPlace>

export const placeNames = ['app', 'set', 'zone'] as const satisfies (keyof BoardPlace)[]
