import { useMutation, useMutationState, useQuery, useQueryClient, type MutationState } from '@tanstack/react-query'
import { useState } from 'react'
import { isRunElsewhere, runKey, startRun, type BatchEnd, type RunOrder } from '~/actions/many/batch-run'
import { useJournal } from '~/record/react/journal-context'
import { journalKey } from '~/record/react/queries'

/** The run of a batch, from its beginning, after a pause, or for its refused rows: what it is at, and the ways to change that. */
export function useBatchRun(id: string) {
  const journal = useJournal()
  const queryClient = useQueryClient()
  const latest = useMutationState({
    filters: { mutationKey: runKey(id) },
    select: ({ state }) => state as MutationState<BatchEnd, Error, AbortController>, // as startRun made it
  }).at(-1)
  const isRunning = latest?.status === 'pending'
  const current = latest?.variables
  const [paused, setPaused] = useState<AbortController>()
  // Asked again with every change of the journal, as a run in another tab makes one with every row.
  const { data: isElsewhere = false } = useQuery({
    queryKey: [...journalKey(journal), 'batch lock', id],
    queryFn: ({ client }) => isRunElsewhere(client, journal, id),
    refetchInterval: 2000,
  })
  const stop = useMutation({
    mutationKey: ['stop batch', id],
    mutationFn: () => {
      current?.abort()
      return journal.stopBatch(id)
    },
  })
  return {
    run: (order: RunOrder) => startRun(queryClient, journal, id, order),
    pause: () => {
      current?.abort()
      setPaused(current)
    },
    isPausing: current !== undefined && current === paused,
    stop: () => stop.mutate(),
    isRunning,
    isElsewhere: isElsewhere && !isRunning,
    end: latest?.data,
    failed: latest?.status === 'error' || stop.isError,
  }
}
