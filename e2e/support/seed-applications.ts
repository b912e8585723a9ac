import type { Page } from '@playwright/test'
import type { Application } from '~/record/application'
import { withEvent } from '~/record/with-event'
import type { JournalEvent } from '~/record/events'
import { toStored } from '~/record/stored-application'
import { draftFor } from '~/test/events'

const minuteMs = 60_000

type Kind = 'pending' | 'approved' | 'rejected' | 'refused' | 'unknown'

/** One application as the journal keeps it, number `index`, a minute after the one before; `rest` comes last. */
export function seeded(index: number, kind: Kind = 'pending', rest: Partial<Application> = {}): Application {
  const sentAt = new Date(Date.now() - (2 * 24 * 60 + 5) * minuteMs + index * minuteMs).toISOString()
  const id = String(1000 + index)
  const approval =
    kind === 'approved' ? ({ kind: 'approved', transaction: '260' } as const) : ({ kind: 'none' } as const)
  return {
    key: `${String(index).padStart(8, '0')}-0000-4000-8000-000000000000`,
    seq: index + 1,
    draft: draftFor(`table_${index}`),
    body: '{}',
    sentAt,
    by: 'demo',
    expires: sentAt,
    ...(kind === 'refused' && { outcome: { kind, reason: 'request', messages: ['no table in this zone'] } }),
    ...(kind === 'unknown' && { outcome: { kind, why: 'connection' } }),
    ...(['pending', 'approved', 'rejected'].includes(kind) && { id, outcome: { kind: 'accepted', id, approval } }),
    ...(kind === 'rejected' && {
      rejection: {
        attempt: 'r',
        sentAt,
        expires: sentAt,
        by: 'reviewer',
        memo: 'wrong maintenance window',
        outcome: { kind: 'rejected' },
      },
    }),
    ...rest,
  }
}

/** So many of them, pending unless something else is said of one. */
export function numbered(count: number, kindOf: (index: number) => Kind = () => 'pending'): Application[] {
  return Array.from({ length: count }, (_, index) => seeded(index, kindOf(index)))
}

/** The application that these events tell of. */
export function addedUp(events: JournalEvent[], seq: number): Application {
  const one = events.reduce<Application | undefined>((known, event) => withEvent(known, event, seq), undefined)
  if (one === undefined) throw new Error('no events')
  return one
}

function intentOf({ key, draft, body, sentAt, by, expires }: Application) {
  return { kind: 'apply intent', application: key, attempt: key, at: sentAt, by, expires, draft, body }
}

/** Puts applications straight into the demo's storage, and shows the page at that address with them. */
export async function openWith(
  page: Page,
  applications: Application[],
  address = '/applications',
  events: object[] = applications.map(intentOf),
): Promise<void> {
  await page.goto('/applications')
  await page.getByRole('region', { name: 'Applications' }).getByText('No applications yet').waitFor()
  await page.evaluate(
    ({ stored, recorded }) =>
      new Promise<void>((resolve, reject) => {
        const request = indexedDB.open('backup-desk:demo')
        request.addEventListener('error', () => reject(request.error ?? new Error('IndexedDB')))
        request.addEventListener('success', () => {
          const transaction = request.result.transaction(['applications', 'events'], 'readwrite')
          for (const one of stored) transaction.objectStore('applications').put(one)
          for (const event of recorded) transaction.objectStore('events').put(event)
          transaction.addEventListener('complete', () => {
            request.result.close()
            resolve()
          })
        })
      }),
    { stored: applications.map(toStored), recorded: events },
  )
  await page.goto(address)
}
