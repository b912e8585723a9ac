import type { Page } from '@playwright/test'
import type { JournalEvent } from '~/record/events'
import { readStorage } from '../support/desk-page'

/** The journal as it lies in the browser's storage, oldest event first; nothing where there is no journal. */
export async function readJournal(page: Page, environment: string): Promise<JournalEvent[]> {
  const { databases } = await readStorage(page)
  const journal = databases.find(({ name }) => name === `backup-desk:${environment}`)
  return (journal?.stores.find(({ store }) => store === 'events')?.values ?? []) as JournalEvent[] // nothing else is written there
}
