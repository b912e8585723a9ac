import { queryOptions } from '@tanstack/react-query'
import {
  applicationStatus,
  openRejection,
  type Application,
  type ApplicationStatus,
  type OpenRejection,
} from '~/journal/application'
import type { Journal } from '~/journal/store'

/** An application with what depends on the time of looking. */
export type ListedApplication = Application & { status: ApplicationStatus; openRejection?: OpenRejection | undefined }

export const journalKey = (journal: Journal) => ['journal', journal.name] as const

export const journalQueries = {
  /** The latest applications, newest first. What is being sent turns unknown by time alone, hence the second look. */
  list: (journal: Journal, limit: number) =>
    queryOptions({
      queryKey: [...journalKey(journal), 'list', limit],
      queryFn: async (): Promise<ListedApplication[]> => {
        const now = Date.now()
        const applications = await journal.list(limit)
        return applications.map((application) => ({
          ...application,
          status: applicationStatus(application, now),
          openRejection: openRejection(application, now),
        }))
      },
      refetchInterval: ({ state }) =>
        state.data?.some((row) => row.status === 'sending' || row.openRejection === 'sending') === true ? 5_000 : false,
    }),
}
