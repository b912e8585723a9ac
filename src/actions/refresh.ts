import { useMutation, type UseQueryResult } from '@tanstack/react-query'
import type { PollState } from '~/actions/poll-state'
import { expireIfRefused } from '~/actions/send-once'
import { session } from '~/session/session'

/** Asks OMS once more because somebody has pressed for it: unlike a poll's, a 401 then ends the session. Its data is why OMS did not answer. */
export function useRefresh({ refetch }: Pick<UseQueryResult<PollState<unknown>>, 'refetch'>) {
  return useMutation({
    mutationKey: ['refresh'],
    mutationFn: async () => {
      const actor = session.current()
      const failure = (await refetch()).data?.failure
      if (actor !== undefined && failure !== undefined) expireIfRefused(actor, failure.why)
      return failure ?? null
    },
  })
}
