import * as z from 'zod/mini'
import { applyFields, applyValues, emptyApplyValues, valuesOf, type ApplyValues } from '~/apply/values/apply-values'
import type { ApplicationWithStatus } from '~/record/application'
import { follows } from '~/record/events'
import { openListeners } from '~/ui/listeners'
import { parseStored } from '~/ui/text/stored-text'
import { tabText } from '~/ui/text/tab-text'

// A draft of an earlier version lacks the fields that have come since.
const completed = z.pipe(
  z.record(z.string(), z.unknown()),
  z.transform((kept) => ({ ...emptyApplyValues, ...kept })),
)
const keptValues = z.pipe(z.pipe(completed, applyValues), z.transform(applyFields.unconfirmed))

const typed = {
  values: keptValues,
  /** The application that it was filled in from. */
  follows: z.optional(follows),
}

const draft = z.object({
  ...typed,
  /** The form was filled in by a link; by one that asked for auto-approve or all servers, too, which no link fills in. */
  linked: z.optional(z.union([z.literal(true), z.literal('in part')])),
  /** The names in that link that the form does not take. */
  notInForm: z.optional(z.array(z.string())),
  /** The template that it was filled in from. */
  template: z.optional(z.string()),
  /** What the form was filled in with, to tell whether a person has changed it since. */
  filled: z.optional(keptValues),
  /** What was typed before the form was filled in with something else. */
  aside: z.optional(z.object(typed)),
})

/** The form as it stands, with where it came from: kept in the tab until its application is created. */
export type Draft = z.infer<typeof draft>

export const emptyDraft: Draft = { values: emptyApplyValues }

/** The form filled in with an earlier application. A new wish for the same has a reason of its own. */
export function againDraft({ requested, key, status, why = '' }: ApplicationWithStatus): Draft {
  const isFixed = status === 'refused' || status === 'rejected'
  const values = { ...valuesOf(requested), ...(isFixed && { why }) }
  return { values, follows: { application: key, why: isFixed ? 'fixed' : 'again' } }
}

/** Whether two forms ask for the same; what was typed to confirm it does not count. */
function isSame(one: ApplyValues, other: ApplyValues): boolean {
  return JSON.stringify(applyFields.unconfirmed(one)) === JSON.stringify(applyFields.unconfirmed(other))
}

/** The draft filled in with something else. What a person has typed is put aside; what a form was only filled in with is not. */
export function replaced(before: Draft, next: Draft): Draft {
  const { values, follows: origin, filled, aside } = before
  const isTyped = !applyFields.isEmpty(values) && ![filled, next.values].some((one) => one && isSame(values, one))
  const kept = isTyped ? { values, ...(origin !== undefined && { follows: origin }) } : aside
  return { ...next, filled: next.values, ...(kept !== undefined && { aside: kept }) }
}

/** What a person has typed before the kept draft was there, which is put aside. */
export function typedBefore(kept: Draft, values: ApplyValues): Draft {
  if (isSame(values, emptyApplyValues) || isSame(values, kept.values)) return kept
  return typedOver(kept, { values })
}

/** What stands aside as the form again. */
export function broughtBack({ aside = emptyDraft, ...before }: Draft): Draft {
  return typedOver(before, aside)
}

/** The draft replaced by what a person has typed, so that it is put aside in turn. */
function typedOver(before: Draft, typedDraft: Draft): Draft {
  const { filled: _filled, ...next } = replaced(before, typedDraft)
  return next
}

/** The draft once `sent` is created, from the form or from aside: what was typed meanwhile is another application's. */
export function afterCreated({ values, aside }: Draft, sent: ApplyValues): Draft {
  const isLeft = aside !== undefined && !isSame(aside.values, sent)
  return { values: isSame(values, sent) ? emptyApplyValues : values, ...(isLeft && { aside }) }
}

const kept = tabText('draft')
const { tell, subscribe } = openListeners()

export const drafts = {
  /** On disk at once, and told to the form that is on the screen by now. */
  forgetSent: (journalName: string, sent: ApplyValues): void => {
    drafts.write(journalName, afterCreated(drafts.read(journalName), sent))
    tell()
  },
  onForgotten: subscribe,
  read: (journalName: string): Draft => parseStored(draft, kept.read(journalName)) ?? emptyDraft,
  write: (journalName: string, next: Draft): void => {
    kept.write(journalName, applyFields.isEmpty(next.values) && next.aside === undefined ? '' : JSON.stringify(next))
  },
}
