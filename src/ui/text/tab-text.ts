import { storedText } from '~/ui/text/stored-text'

/** A text that belongs to this tab and survives a reload. */
export const tabText = (what: string) => storedText(what, () => sessionStorage)
