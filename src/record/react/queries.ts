import { keepPreviousData, queryOptions } from '@tanstack/react-query'
import { isUnderWay, withStatus } from '~/record/application'
import type { Limits } from '~/record/limits'
import { isWithin } from '~/record/lease'
import { dueRows, rowStates } from '~/record/batch-plan'
import type { Journal } from '~/record/store/store'

/** The beginning of the key of every query of a journal. */
export const journalKey = (journal: Journal) => ['journal', journal.name] as const

/** The proxy's read time-out (40 s) and a margin: before that a request of unknown outcome may still be running. */
const runningMs = 55_000

/** So many applications stand beside the form. */
export const newestCount = 20

const memosLookedAt = 50

/** What is read from a journal; every change of it reads them again. */
export const journalQueries = {
  /**
   * Those beside the form, newest first, and as many again: newer ones do not take a row away that is held in its place. What
   * is being sent turns unknown by time alone, hence the second look.
   */
  newest: (journal: Journal) =>
    queryOptions({
      queryKey: [...journalKey(journal), 'newest'],
      queryFn: async () => {
        const { applications, unreadable } = await journal.list(2 * newestCount)
        const now = Date.now()
        return { applications: applications.map((application) => withStatus(application, now)), unreadable }
      },
      refetchInterval: ({ state }) => (state.data?.applications.some(isUnderWay) === true ? 5_000 : false),
    }),

  /** One application with its events, and until when a request about it may be running; null when this browser has none under that key. */
  one: (journal: Journal, addressKey: string) =>
    queryOptions({
      queryKey: [...journalKey(journal), 'one', addressKey],
      queryFn: async () => {
        const found = await journal.find(addressKey)
        if (found === undefined) return null
        const now = Date.now()
        const { sentAt, rejection, approval } = found.application
        const sent = [sentAt, rejection?.sentAt, approval?.sentAt].map((time) => time ?? sentAt)
        const running = sent.filter((time) => isWithin(runningMs, time, now)).map((time) => Date.parse(time))
        const mayRunUntil = running.length === 0 ? undefined : new Date(Math.max(...running) + runningMs).toISOString()
        return { ...found, application: withStatus(found.application, now), mayRunUntil }
      },
      refetchInterval: ({ state: { data } }) =>
        data != null && (data.mayRunUntil !== undefined || isUnderWay(data.application)) ? 1_000 : false,
    }),

  /** A table of applications with the state of each row; null when this browser has none of that id. */
  batch: (journal: Journal, id: string) =>
    queryOptions({
      queryKey: [...journalKey(journal), 'batch', id],
      queryFn: async () => {
        const found = await journal.batch(id)
        return found === undefined ? null : { batch: found.batch, rows: rowStates(found, Date.now()) }
      },
      refetchInterval: ({ state }) =>
        state.data?.rows.some(({ application }) => application && isUnderWay(application)) === true ? 5_000 : false,
    }),

  /** The tables that have rows left to send, oldest first. */
  openBatches: (journal: Journal) =>
    queryOptions({
      queryKey: [...journalKey(journal), 'open batches'],
      queryFn: async () => {
        const found = await journal.unstoppedBatches()
        return found.flatMap((one) => {
          const left = dueRows(rowStates(one, Date.now()), 'left').length
          return left === 0 ? [] : [{ ...one.batch, left }]
        })
      },
    }),

  /** How many are pending. */
  pending: (journal: Journal) =>
    queryOptions({ queryKey: [...journalKey(journal), 'pending'], queryFn: () => journal.countPending() }),

  /** How many need attention, by these limits and up to this time, in ms since 1970. */
  attention: (journal: Journal, limits: Limits, asOf: number) =>
    queryOptions({
      queryKey: [...journalKey(journal), 'attention', limits, asOf],
      queryFn: () => journal.countAttention(limits, asOf),
      placeholderData: keepPreviousData,
      refetchInterval: ({ state }) => (state.data?.isUnderWay === true ? 5_000 : false),
    }),

  /** The latest memos, newest first. */
  memos: (journal: Journal) =>
    queryOptions({ queryKey: [...journalKey(journal), 'memos'], queryFn: () => journal.memos(memosLookedAt) }),

  /** The greatest OMS id that this journal knows, or knew before place `before`; null while it knows none. */
  newestId: (journal: Journal, before?: number) =>
    queryOptions({
      queryKey: [...journalKey(journal), 'newest id', before],
      queryFn: async () => (await journal.newestId(before)) ?? null,
    }),
}
