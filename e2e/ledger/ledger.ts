import { expect, type Page } from '@playwright/test'
import type { Intent, JournalEvent, OutcomeEvent } from '~/record/events'
import { rows } from '../support/desk-page'
import type { FaultOms, Ledger } from './fault-oms'
import { readJournal } from './journal'

/** One press as the journal has it: its intent, and the last outcome written for it. */
type Press = { intent: Intent; outcome: OutcomeEvent['outcome'] | undefined }

/** Adds up the journal by itself, without the desk's own code. */
function presses(events: JournalEvent[]): Press[] {
  return events.flatMap((event) => {
    if (!('body' in event)) return []
    const [, outcome] = events.reduce<[number, Press['outcome']]>(
      (last, other, index) => (isOutcome(other) && other.attempt === event.attempt ? [index, other.outcome] : last),
      [-1, undefined],
    )
    return [{ intent: event, outcome }]
  })
}

const carriedOut = new Set<string>(['accepted', 'rejected', 'approved', 'started'])

/** Whether an outcome was read from an answer of OMS, however undocumented. */
function isWordOfOms(outcome: OutcomeEvent['outcome']): boolean {
  return outcome.kind === 'unknown' ? outcome.why === 'answer' : outcome.kind !== 'not sent'
}

function isOutcome(event: JournalEvent): event is OutcomeEvent {
  return 'outcome' in event
}

/**
 * Where journal and ledger disagree, as sentences; none when every invariant of trust.md section 6 holds.
 * OMS never sees an attempt's id, so attempts are told apart by their bodies: as many arrivals of a
 * body as presses that were sent with it, at most.
 */
export function disagreements(events: JournalEvent[], ledger: Ledger): string[] {
  const found: string[] = []
  const all = presses(events)
  const bodies = new Set([...all.map(({ intent }) => intent.body), ...ledger.arrivals.map(({ body }) => body)])
  for (const body of bodies) {
    const mine = all.filter(({ intent }) => intent.body === body)
    const sent = mine.filter(({ outcome }) => outcome?.kind !== 'not sent')
    const arrived = ledger.arrivals.filter((arrival) => arrival.body === body)
    if (mine.length === 0) found.push(`arrived without an intent: ${body}`)
    else if (arrived.length > sent.length) found.push(`${sent.length} sent, ${arrived.length} arrived: ${body}`)

    const done = [...ledger.commits, ...ledger.rejections, ...ledger.approvals, ...ledger.executions].filter(
      (deed) => deed.body === body,
    )
    const known = mine.filter(({ outcome }) => outcome !== undefined && carriedOut.has(outcome.kind))
    const open = mine.filter(({ outcome }) => outcome === undefined || outcome.kind === 'unknown')
    if (done.length < known.length) found.push(`${known.length} known as done, ${done.length} done: ${body}`)
    if (done.length > known.length + open.length) {
      found.push(`${done.length} done, ${known.length} known as done and ${open.length} unknown: ${body}`)
    }
    const answers = ledger.answers.filter((answered) => answered === body)
    const heard = mine.filter(({ outcome }) => outcome !== undefined && isWordOfOms(outcome))
    if (answers.length > heard.length) found.push(`${answers.length} answered, ${heard.length} heard: ${body}`)
    for (const { outcome } of mine) {
      if (outcome?.kind === 'accepted' && !done.some((deed) => deed.id === outcome.id)) {
        found.push(`accepted as ${outcome.id}, which is not what OMS created: ${body}`)
      }
    }
  }
  const ids = all.flatMap(({ outcome }) => (outcome?.kind === 'accepted' ? [outcome.id] : []))
  for (const twice of ids.filter((id, index) => ids.indexOf(id) !== index)) found.push(`two rows with the id ${twice}`)
  return found
}

type ExpectedRow = { pending: boolean; text: RegExp }

/** What the row of each application must show, newest first. */
function expectedRows(events: JournalEvent[]): ExpectedRow[] {
  const all = presses(events)
  return all
    .filter(({ intent }) => intent.kind === 'apply intent')
    .map(({ intent, outcome }) => {
      const has = (kind: string) =>
        all.some((press) => press.outcome?.kind === kind && press.intent.application === intent.application)
      switch (outcome?.kind) {
        case undefined:
          return { pending: false, text: /No OMS id.*(?:Sending|Outcome unknown)/s }
        case 'accepted': {
          const approved = has('approved') || outcome.approval.kind === 'approved'
          const word = has('rejected') ? 'Rejected' : approved ? 'Approved' : 'Pending'
          return { pending: word === 'Pending', text: new RegExp(`#${outcome.id}(?!\\d).*${word}`, 's') }
        }
        case 'refused':
          return { pending: false, text: /No OMS id.*Refused/s }
        case 'not sent':
          return { pending: false, text: /No OMS id.*Not sent/s }
        case 'unknown':
        case 'rejected':
        case 'approved':
        case 'started':
          return { pending: false, text: /No OMS id.*Outcome unknown/s }
      }
    })
    .toReversed()
}

/**
 * The proof at the end of every case: the form's page shows each application in its final state, newest first, and
 * the journal that lies in the browser agrees with OMS's ledger.
 */
export function expectAgreement(page: Page, oms: FaultOms): Promise<JournalEvent[]> {
  return agreement(
    page,
    oms,
    (expected) => expected,
    () => rows(page).allInnerTexts(),
  )
}

/** The same on the list of all applications, of any length: what is pending comes first, oldest first. */
export function expectListAgreement(page: Page, oms: FaultOms): Promise<JournalEvent[]> {
  const pendingFirst = (expected: ExpectedRow[]) => [
    ...expected.filter(({ pending }) => pending).toReversed(),
    ...expected.filter(({ pending }) => !pending),
  ]
  return agreement(page, oms, pendingFirst, () => listedTexts(page))
}

/** Scrolls from the first row to the last, since a long list has only those in view in the document. */
async function listedTexts(page: Page): Promise<string[]> {
  const table = page.getByRole('table', { name: 'Applications' })
  const count = Number(await table.getAttribute('aria-rowcount')) - 1
  const row = (place: number) => table.locator(`tr[aria-rowindex="${place + 2}"]`)
  await page.evaluate(() => window.scrollTo(0, 0))
  const texts: string[] = []
  while (texts.length < count) {
    await row(texts.length).waitFor()
    const inDocument = await table
      .locator('tr[aria-rowindex]')
      .evaluateAll((all: HTMLElement[]) => all.map((one) => [Number(one.ariaRowIndex), one.innerText] as const))
    for (const [index, text] of inDocument) if (index === texts.length + 2) texts.push(text)
    await row(texts.length - 1).scrollIntoViewIfNeeded()
  }
  return texts
}

async function agreement(
  page: Page,
  oms: FaultOms,
  inOrder: (expected: ExpectedRow[]) => ExpectedRow[],
  read: () => Promise<string[]>,
): Promise<JournalEvent[]> {
  // The page first: what it shows was read from the journal, so the journal is complete by then.
  await expect
    .poll(async () => {
      const expected = inOrder(expectedRows(await readJournal(page, oms.environment))).map(({ text }) => text)
      const shown = await read()
      return shown.length === expected.length && expected.every((row, index) => row.test(shown[index] ?? ''))
        ? 'as in the journal'
        : { shown, expected: expected.map(String) }
    })
    .toEqual('as in the journal')
  // What the browser has not heard, the gate tells a moment later.
  let events: JournalEvent[] = []
  await expect
    .poll(async () => {
      events = await readJournal(page, oms.environment)
      return disagreements(events, oms.ledger)
    })
    .toEqual([])
  return events
}
