import type { ListedApplication } from '~/journal/application'
import { applicationsCsv } from '~/journal/applications-csv'
import { carriedText } from '~/journal/carry'
import type { Journal } from '~/journal/store'
import { saveFile } from '~/ui/save-file'

/** Gives applications to the person as a file: for spreadsheets, or all that is recorded of them, to be imported elsewhere. */
export async function saveApplications(
  journal: Journal,
  applications: ListedApplication[],
  as: 'csv' | 'json',
): Promise<void> {
  const now = new Date().toISOString()
  const place = journal.environment.replaceAll(/[^\w.-]+/g, '-')
  const name = `backup-desk-${place}-${now.slice(0, 10)}.${as}`
  if (as === 'csv') return saveFile(name, 'text/csv', applicationsCsv(applications))
  const events = await journal.exportEvents(applications.map(({ key }) => key))
  return saveFile(name, 'application/json', carriedText(journal.environment, now, events))
}
