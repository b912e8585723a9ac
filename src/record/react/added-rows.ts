import { tabText } from '~/ui/text/tab-text'

/** The text of a table that any page hands to Many at once, which adds it to its own and empties this. */
export const addedRows = tabText('added rows')
