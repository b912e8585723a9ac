import { appendRows } from '~/apply/table/many-combine'
import { addedRows } from '~/record/react/added-rows'
import { tabText } from '~/ui/text/tab-text'

const keptRows = tabText('rows')

/** The text of a table that has not been submitted, with what another page has added to it. */
export const rowsDraft = {
  read: (journalName: string): string => {
    const added = addedRows.read(journalName)
    if (added !== '') {
      keptRows.write(journalName, appendRows(keptRows.read(journalName), added))
      addedRows.write(journalName, '')
    }
    return keptRows.read(journalName)
  },
  write: keptRows.write,
}

/** Why the table is applied for. */
export const rowsWhy = tabText('rows why')
