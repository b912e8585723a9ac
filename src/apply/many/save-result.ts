import type { Texts } from '~/i18n/i18n'
import type { BatchRowState } from '~/record/batch-plan'
import { resultCsv } from '~/wording/many-csv'
import { statusNotes } from '~/wording/status-notes'
import { saveFile } from '~/ui/save-file'

/** Gives what became of each row to the person as a file for spreadsheets. */
export function saveResult(t: Texts, rows: BatchRowState[]): void {
  const results = rows.map(({ line, draft, application }) => ({
    line,
    asked: draft,
    outcome: application === undefined ? t('batch.notYet') : t(`review.status.${application.status}`),
    id: application?.id,
    message: application === undefined ? '' : statusNotes(t, application).join('; '),
  }))
  saveFile('applications.csv', 'text/csv', resultCsv(results))
}
