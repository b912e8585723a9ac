import { tabText } from '~/ui/text/tab-text'

const added = tabText('added rows')

/** The text of tables, each below its names, that any page hands to Many at once. */
export const addedRows = {
  /** Hands over a table, below what has not been taken yet. */
  add: (journalName: string, text: string): void => {
    const before = added.read(journalName)
    added.write(journalName, before === '' ? text : `${before}\n${text}`)
  },
  /** What was handed over since it was taken last. */
  take: (journalName: string): string => {
    const text = added.read(journalName)
    added.write(journalName, '')
    return text
  },
}
