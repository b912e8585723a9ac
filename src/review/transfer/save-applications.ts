import { applicationsCsv } from '~/wording/applications-csv'
import { exportName, exportText } from '~/record/export-file'
import { listIndexOf } from '~/record/react/list-index'
import { keptNamed } from '~/record/react/use-named'
import type { ListEntry } from '~/record/list-entry'
import type { Journal } from '~/record/store/store'
import { saveFile } from '~/ui/save-file'
import type { Texts } from '~/i18n/i18n'

/** Gives applications to the person as a file: for spreadsheets, or all that is recorded of them and what has a name, to be imported elsewhere. */
export async function saveApplications(
  t: Texts,
  journal: Journal,
  applications: readonly ListEntry[],
  as: 'csv' | 'json',
): Promise<void> {
  const now = new Date().toISOString()
  const name = exportName(journal.environment, now, as)
  const keys = applications.map(({ key }) => key)
  if (as === 'csv') return saveFile(name, 'text/csv', applicationsCsv(t, await listIndexOf(journal).loadFull(keys)))
  const events = await journal.exportEvents(keys)
  return saveFile(name, 'application/json', exportText(journal.environment, now, events, keptNamed(journal.name)))
}
