import type { JournalEvent } from '~/record/events'
import { openRecord } from '../server/record/open'
import { applicationAt } from './applications'

/** Puts so many applications into a team's record that has none. Resolves to the last place. */
export async function fillRecord(setting: string, environment: string, size: number): Promise<number> {
  const store = await openRecord(setting, { environment })
  let events: JournalEvent[] = []
  for (let index = 0; index < size; index += 1) {
    events.push(...applicationAt(index, size).recorded.map(({ event }) => event))
    if (events.length < 900 && index < size - 1) continue
    await store.append(events)
    events = []
  }
  const { last } = await store.read(0, 0)
  await store.close()
  return last
}
