import type { Texts } from '~/i18n/i18n'
import type { ApplicationDraft } from '~/oms/application-draft'
import type { Batch, BatchRowState } from '~/record/batch-plan'
import { rowWord } from '~/apply/many/row-word'
import { resultCsv } from '~/apply/many/result-csv'
import { statusNotes } from '~/wording/status-notes'
import { saveFile } from '~/ui/save-file'

export function saveResult(t: Texts, batch: Batch, rows: BatchRowState[]): void {
  const results = rows.map((row) => ({
    line: row.line,
    requested: row.draft,
    outcome: outcomeOf(t, batch, row),
    id: row.application?.id,
    message: row.application === undefined ? '' : statusNotes(t, row.application).join('; '),
  }))
  const drafts = rows.map(({ draft }) => draft)
  saveFile(resultName(batch.at, drafts), 'text/csv', [resultCsv(results)])
}

/** Of one that was sent again by hand, or was cleared, that it was: opened again, the file must not offer it once more. */
function outcomeOf(t: Texts, batch: Batch, row: BatchRowState): string {
  const isSentAgain = row.application?.absent === true && row.application.id === undefined
  return isSentAgain ? t('batch.sentAgain') : rowWord(t, batch, row)
}

/** The table's set and app, where it has one of each, and when it was submitted, by the person's clock. */
function resultName(at: string, drafts: ApplicationDraft[]): string {
  const time = new Date(at)
  const digits = (part: number) => String(part).padStart(2, '0')
  const day = [time.getFullYear(), time.getMonth() + 1, time.getDate()].map(digits).join('-')
  const clock = [time.getHours(), time.getMinutes(), time.getSeconds()].map(digits).join('')
  const places = [...new Set(drafts.map(({ setId, appId }) => `set-${setId}-app-${appId}-`))]
  return `applications-${places.length === 1 ? places[0] : ''}${day}-${clock}.csv`
}
