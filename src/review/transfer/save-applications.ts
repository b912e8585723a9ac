import type { Texts } from '~/i18n/i18n'
import { applicationsCsvHead, applicationsCsvRows } from '~/wording/applications-csv'
import { carriedBatches, exportName, exportPieces, fileLimit } from '~/record/transfer/export-file'
import { inSlices, nextTask } from '~/record/transfer/in-slices'
import { listIndexOf } from '~/record/react/list-index'
import { keptNamed } from '~/record/react/use-named'
import type { ListEntry } from '~/record/list-entry'
import type { Journal } from '~/record/store/store'
import { saveFile } from '~/ui/save-file'

/** The file would be larger than any desk imports. */
class ExportTooLarge extends Error {}

/** So many applications are read at a time. */
const chunk = 500

/**
 * Gives applications to the person as a file: for spreadsheets, or all that is recorded of them, with the tables of Many at once and
 * what has a name, to be imported elsewhere. `onProgress` is told what part of it is done. Fails with what {@link saveFailureText} puts into words.
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
    const pieces = [applicationsCsvHead(t)]
    for (let from = 0; from < keys.length; from += chunk) {
      pieces.push(applicationsCsvRows(t, await listIndexOf(journal).loadFull(keys.slice(from, from + chunk))))
      onProgress(Math.min(1, (from + chunk) / keys.length))
    }
    return saveFile(name, 'text/csv', pieces)
  }
  const events = await journal.exportEvents(keys, (part) => onProgress(part / 2))
  const batches = carriedBatches(await journal.allBatches(), keys)
  const steps = exportPieces(journal.environment, now, events, keptNamed(journal.name), batches)
  const file = new Blob(await inSlices(steps, nextTask, (part) => onProgress(0.5 + part / 2)))
  if (file.size > fileLimit) throw new ExportTooLarge()
  return saveFile(name, 'application/json', [file])
}

/** Why nothing was saved, and what to do. */
export function saveFailureText(t: Texts, error: Error | null): string {
  return t(error instanceof ExportTooLarge ? 'carry.tooLarge' : 'carry.failed')
}
