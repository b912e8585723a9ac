import * as z from 'zod/mini'
import { application as applicationSchema, type Application } from '~/journal/application'
import type { Database } from '~/journal/database'

/** The keys of applications that have changed, or everything. */
export const changed = z.union([z.literal('all'), z.array(z.string())])
export type Changed = z.infer<typeof changed>

/**
 * Every application of the journal, read and checked once; afterwards only those that have changed are read again, since
 * ten thousand take longer than a press of a key may.
 */
export function applicationCache(database: () => Promise<Database>) {
  const known = new Map<string, Application | undefined>()
  const stale = new Set<string>()
  let allStale = true
  let reading: Promise<void> = Promise.resolve()

  const read = async () => {
    const [everything, keys] = [allStale, [...stale]]
    // What changes while this reads is stale again.
    allStale = false
    stale.clear()
    try {
      const db = await database()
      if (everything) {
        const summaries = await db.getAll('applications')
        known.clear()
        for (const summary of summaries) known.set(summary.key, applicationSchema.safeParse(summary).data)
        return
      }
      for (const key of keys) {
        const summary: unknown = await db.get('applications', key)
        if (summary === undefined) known.delete(key)
        else known.set(key, applicationSchema.safeParse(summary).data)
      }
    } catch (error) {
      allStale = true
      throw error
    }
  }

  return {
    /** Newest first; `unreadable` counts the records that make no sense to this desk. */
    all: async (): Promise<{ applications: Application[]; unreadable: number }> => {
      // One after another, so that nobody sees half of what another is reading.
      reading = reading.then(read, read)
      await reading
      const all = [...known.values()]
      const applications = all.flatMap((one) => one ?? []).toSorted((one, other) => other.seq - one.seq)
      return { applications, unreadable: all.length - applications.length }
    },
    forget: (keys: Changed): void => {
      if (keys === 'all') allStale = true
      else for (const key of keys) stale.add(key)
    },
  }
}
