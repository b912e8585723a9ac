import * as z from 'zod/mini'
import { later } from '~/i18n/i18n'
import { digitsPattern } from '~/oms/application-draft'
import { visibleText } from '~/ui/text/visible-text'

const isId = (text: string) => digitsPattern.test(text) && Number.isSafeInteger(Number(text))
const text = z.pipe(z.string(), z.transform(visibleText))
const error = ({ input }: { input?: unknown }) => later(input === '' ? 'apply.error.required' : 'apply.error.digits')
const optional = z.pipe(text, z.string().check(z.refine((value) => value === '' || isId(value), { error })))

/** Which tables the board shows; an empty set or zone stands for all of them. OMS is asked with numbers, so they must be safe integers. */
export const boardPlace = z.object({
  app: z.pipe(text, z.string().check(z.refine(isId, { error }))),
  set: optional,
  zone: optional,
})

export type BoardPlace = z.infer<typeof boardPlace>

export const placeNames = ['app', 'set', 'zone'] as const satisfies (keyof BoardPlace)[]
