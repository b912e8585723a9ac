import * as z from 'zod/mini'
import { visibleText } from '~/ui/text/visible-text'

/** A text as it was typed, or pasted, without what nobody sees and white space around it. */
export const typedText = z.pipe(z.string(), z.transform(visibleText))
