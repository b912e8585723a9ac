import * as z from 'zod/mini'
import { emptyApplyValues, type ApplyValues } from '~/apply/apply-values'
import { follows } from '~/journal/events'

const typed = {
  values: z.object({
    setId: z.string(),
    appId: z.string(),
    scope: z.enum(['tables', 'servers', 'all']),
    zoneId: z.string(),
    tableName: z.string(),
    serverIds: z.string(),
    // Asked anew whenever the page has been left.
    confirmation: z.pipe(
      z.unknown(),
      z.transform(() => ''),
    ),
    approvalConfirmation: z.pipe(
      z.unknown(),
      z.transform(() => ''),
    ),
    autoApprove: z.boolean(),
  }),
  /** The application that it was filled in from. */
  follows: z.optional(follows),
}

const draft = z.object({
  ...typed,
  /** The form was filled in by a link. */
  linked: z.optional(z.literal(true)),
  /** What was typed before the form was filled in with something else. */
  aside: z.optional(z.object(typed)),
})

/** The form as it stands, with where it came from: kept in the tab until its application is created. */
export type Draft = z.infer<typeof draft>

export const emptyDraft: Draft = { values: emptyApplyValues }

/** Whether there is nothing in the form that a person would miss. */
export function isEmpty(values: ApplyValues): boolean {
  return (['setId', 'appId', 'zoneId', 'tableName', 'serverIds'] as const).every((name) => values[name] === '')
}

/** The draft filled in with something else; what was typed is put aside. The same once more changes nothing. */
export function replaced(before: Draft, next: Draft): Draft {
  const { aside, linked: _linked, ...left } = before
  const same = JSON.stringify(left.values) === JSON.stringify(next.values)
  const kept = same || isEmpty(left.values) ? aside : left
  return kept === undefined ? next : { ...next, aside: kept }
}

/**
 * What is typed in this tab, under the journal's name, so that it survives a reload and never meets another
 * environment. A browser without storage for it keeps it while the page lives.
 */
function tabText(what: string) {
  const keyOf = (journalName: string) => `${journalName}:${what}`
  return {
    read: (journalName: string): string => {
      try {
        return sessionStorage.getItem(keyOf(journalName)) ?? ''
      } catch {
        return ''
      }
    },
    write: (journalName: string, text: string): void => {
      try {
        if (text === '') sessionStorage.removeItem(keyOf(journalName))
        else sessionStorage.setItem(keyOf(journalName), text)
      } catch {
        // Full or forbidden: the leave warning is what remains.
      }
    },
  }
}

/** The text of a table that has not been submitted. */
export const rowsDraft = tabText('rows')

const kept = tabText('draft')

/** The draft of one application. */
export const drafts = {
  read: (journalName: string): Draft => readDraft(kept.read(journalName)) ?? emptyDraft,
  write: (journalName: string, next: Draft): void => {
    kept.write(journalName, isEmpty(next.values) && next.aside === undefined ? '' : JSON.stringify(next))
  },
}

function readDraft(text: string): Draft | undefined {
  try {
    return draft.safeParse(JSON.parse(text)).data
  } catch {
    return undefined
  }
}
