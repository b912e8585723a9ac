import { t } from '~/i18n/i18n'
import { HistoryPanel } from '~/review/history-panel'

/** The history panel at full size. */
export function ApplicationsScreen() {
  return <HistoryPanel order={1} limit={Infinity} intro={t('review.everyOne')} />
}
