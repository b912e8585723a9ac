import * as z from 'zod/mini'
import { appendRows } from '~/apply/table/many-append'
import { addedRows } from '~/record/react/added-rows'
import { parseStored } from '~/ui/text/stored-text'
import { tabText } from '~/ui/text/tab-text'

const keptRows = tabText('rows')
const keptOrigin = tabText('origin of rows')

const origin = z.object({
  /** The template, or a link, that has filled in the table, and the text that it was filled in with. */
  template: z.optional(z.string()),
  linked: z.optional(z.literal(true)),
  /** The names in that link that are not read. */
  notInForm: z.optional(z.array(z.string())),
  filled: z.optional(z.string()),
  /** What was typed before that. */
  aside: z.optional(z.string()),
})

/** Where the text of a table comes from, as `Draft` has it of the form. */
export type RowsOrigin = z.infer<typeof origin>

/** The text of a table that has not been submitted, with what another page has added to it. */
export const rowsDraft = {
  read: (journalName: string): string => {
    const added = addedRows.take(journalName)
    if (added !== '') keptRows.write(journalName, appendRows(keptRows.read(journalName), added))
    return keptRows.read(journalName)
  },
  write: (journalName: string, text: string): void => {
    keptRows.write(journalName, text)
    const { aside, filled } = readOrigin(journalName)
    if (text === '' && filled !== undefined) writeOrigin(journalName, { aside })
  },
  origin: readOrigin,
  /** Fills in the table. What a person has typed is put aside; what it was only filled in with is not. */
  fill: (journalName: string, text: string, from: Pick<RowsOrigin, 'template' | 'linked' | 'notInForm'>): void => {
    const before = rowsDraft.read(journalName)
    const { filled, aside } = readOrigin(journalName)
    const isTyped = before !== '' && before !== filled && before !== text
    writeOrigin(journalName, { ...from, filled: text, aside: isTyped ? before : aside })
    keptRows.write(journalName, text)
  },
  /** What was put aside, which is the text again; what stands there instead is put aside in turn. */
  bringBack: (journalName: string): string => {
    const { aside = '' } = readOrigin(journalName)
    rowsDraft.fill(journalName, aside, {})
    const { aside: next } = readOrigin(journalName)
    writeOrigin(journalName, { aside: next === aside ? undefined : next })
    return aside
  },
}

function readOrigin(journalName: string): RowsOrigin {
  return parseStored(origin, keptOrigin.read(journalName)) ?? {}
}

function writeOrigin(journalName: string, next: { [Name in keyof RowsOrigin]: RowsOrigin[Name] | undefined }): void {
  const text = JSON.stringify(next)
  keptOrigin.write(journalName, text === '{}' ? '' : text)
}

/** Why the table is applied for. */
export const rowsWhy = tabText('rows why')
