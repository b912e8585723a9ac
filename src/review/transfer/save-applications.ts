import type { Texts } from '~/i18n/i18n'
import { applicationsCsv } from '~/wording/applications-csv'
import type { ApplicationWithStatus } from '~/record/application'
import { carriedBatches, exportName, exportText, fileLimit } from '~/record/transfer/export-file'
import { listIndexOf } from '~/record/react/list-index'
import { keptNamed } from '~/record/react/use-named'
import type { ListEntry } from '~/record/list-entry'
import type { Journal } from '~/record/store/store'
import { saveFile } from '~/ui/save-file'

/** The file would be larger than any desk imports. */
class ExportTooLarge extends Error {}

/** So many applications are read at a time. */
const chunk = 1_000

/**
 * Gives applications to the person as a file: for spreadsheets, or all that is recorded of them, with the tables of Many at once and
 * what has a name, to be imported elsewhere. `onProgress` is told what part of them is read. Fails with what {@link saveFailureText} puts into words.
 */
export async function saveApplications(
  t: Texts,
  journal: Journal,
  applications: readonly ListEntry[],
  as: 'csv' | 'json',
  onProgress: (part: number) => void,
): Promise<void> {
  const now = new Date().toISOString()
  const name = exportName(journal.environment, now, as)
  const keys = applications.map(({ key }) => key)
  if (as === 'csv') {
    const read: ApplicationWithStatus[] = []
    for (let from = 0; from < keys.length; from += chunk) {
      read.push(...(await listIndexOf(journal).loadFull(keys.slice(from, from + chunk))))
      onProgress(Math.min(1, (from + chunk) / keys.length))
    }
    return saveFile(name, 'text/csv', applicationsCsv(t, read))
  }
  const events = await journal.exportEvents(keys, onProgress)
  const batches = carriedBatches(await journal.allBatches(), keys)
  const file = fileOf(() => exportText(journal.environment, now, events, keptNamed(journal.name), batches))
  if (file.size > fileLimit) throw new ExportTooLarge()
  return saveFile(name, 'application/json', file)
}

function fileOf(textOf: () => string): Blob {
  try {
    return new Blob([textOf()])
  } catch (error) {
    // What takes twice the limit is more than a browser's text can hold.
    throw new ExportTooLarge('export: too long', { cause: error })
  }
}

/** Why nothing was saved, and what to do. */
export function saveFailureText(t: Texts, error: Error | null): string {
  return t(error instanceof ExportTooLarge ? 'carry.tooLarge' : 'carry.failed')
}
