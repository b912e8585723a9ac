import { useDebouncedValue } from '@mantine/hooks'
import { useLayoutEffect, useMemo } from 'react'
import { createPortal } from 'react-dom'
import { useT, type Texts } from '~/i18n/i18n'
import type { ApplicationWithStatus } from '~/record/application'
import type { ListEntry } from '~/record/list-entry'
import { useLatest } from '~/record/react/use-list'
import { isAllServers, type RequestedTarget } from '~/record/requested-target'
import type { ListView } from '~/review/list/view/list-view'
import { viewInWords } from '~/review/list/filters/filter-words'
import { mostPrinted } from '~/review/print/most-printed'
import classes from '~/review/print/printed-list.module.css'
import { useIsPrinting } from '~/ui/use-is-printing'
import { applicationName } from '~/wording/application-name'
import { originText } from '~/wording/origin-text'
import { statusNotes } from '~/wording/status-notes'
import { setAndApp, targetLines } from '~/wording/target-lines'

/** A list of so many rows is read whole once it rests, and is ready for the browser's own command. */
const fewRows = 500
const restMs = 1_000

type Whole = ReadonlyMap<string, ApplicationWithStatus>

type Props = {
  applications: readonly ListEntry[]
  /** Undefined where they are what is selected. */
  view: ListView | undefined
  /** Whether all of them are read. */
  isComplete: boolean
  /** Those of them that were read whole for this. */
  whole: Whole | undefined
}

/** The list as a plain table of all its rows, in the place of the page while that is printed. */
export function PrintedList({ applications, whole, ...props }: Props) {
  const [resting] = useDebouncedValue(applications, restMs)
  const keys = useMemo(() => (resting.length > fewRows ? [] : resting.map(({ key }) => key)), [resting])
  const ready = useLatest(keys)
  if (!useIsPrinting()) return null
  const known = whole ?? (applications.length > fewRows ? undefined : ready)
  return createPortal(<Printed applications={applications} whole={known} {...props} />, document.body)
}

function Printed({ applications, view, isComplete, whole }: Props) {
  const t = useT()
  useLayoutEffect(() => {
    document.documentElement.dataset.printed = 'list'
    return () => {
      delete document.documentElement.dataset.printed
    }
  }, [])
  const rows = applications.slice(0, mostPrinted)
  const isShort = rows.some(({ key }) => whole?.has(key) !== true)
  return (
    <section className={classes.list} data-printed>
      <h1>{t('app.applications')}</h1>
      <p>
        {view !== undefined && viewInWords(t, view)}
        {view !== undefined && <br />}
        {t(view === undefined ? 'list.selected' : 'list.count', { count: applications.length })}
        {!isComplete && `. ${t('print.reading')}`}
        {rows.length < applications.length && `. ${t('print.first', { count: rows.length })}`}
        {isShort && `. ${t('print.short')}`}
      </p>
      <table>
        <thead>
          <tr>
            {(['application', 'target', 'status'] as const).map((name) => (
              <th key={name} scope="col">
                {t(`review.column.${name}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((one) => (
            <Row key={one.key} entry={one} whole={whole?.get(one.key)} />
          ))}
        </tbody>
      </table>
    </section>
  )
}

function Row({ entry, whole }: { entry: ListEntry; whole: ApplicationWithStatus | undefined }) {
  const t = useT()
  const { applicant, day, status, backup, transaction, autoApprove } = entry
  const requested = requestedOf(entry)
  const known = applicant === '' ? day : t('review.by', { time: day, who: applicant })
  return (
    <tr>
      <td>
        <strong>{applicationName(t, entry)}</strong>
        <div>{whole === undefined ? known : originText(t, whole)}</div>
      </td>
      <td className={isAllServers(requested) ? classes.all : ''}>
        {t.list([
          setAndApp(t, requested),
          ...targetLines(t, requested),
          ...(autoApprove === true ? [t('review.column.autoApprove')] : []),
        ])}
      </td>
      <td>
        <strong>
          {t.list([t(`review.status.${status}`), ...(backup === undefined ? [] : [t(`backup.state.${backup}`)])])}
        </strong>{' '}
        {notesOf(t, whole, transaction).join(' · ')}
      </td>
    </tr>
  )
}

function notesOf(t: Texts, whole: ApplicationWithStatus | undefined, transaction: string | undefined): string[] {
  if (whole !== undefined) return statusNotes(t, whole)
  return transaction === undefined ? [] : [t('review.transaction', { id: transaction })]
}

function requestedOf({ scope, set, app, zone, table, servers }: ListEntry): RequestedTarget {
  const asked = { setId: set, appId: app }
  const place = { zoneId: zone, tableName: table }
  switch (scope) {
    case 'all':
      return { ...asked, target: { scope } }
    case 'servers':
      return { ...asked, target: { scope, ...place, serverIds: servers.split(' ') } }
    case 'tables':
    case 'probably all':
      return { ...asked, target: { scope, ...place }, servers }
  }
}
