import { useIsMutating, useMutation, useQueryClient } from '@tanstack/react-query'

/**
 * The mutation behind a button that makes OMS do something. It is pending while one with the same key is under way, wherever that
 * was pressed (`status` tells of its own): a press meanwhile does nothing, and leaving the page is warned about until it has ended.
 */
export function usePress<Variables, Result>(
  mutationKey: readonly string[],
  mutationFn: (variables: Variables) => Promise<Result>,
) {
  const queryClient = useQueryClient()
  const mutation = useMutation({ mutationKey, mutationFn, meta: { reachesOms: true } })
  const mutate: typeof mutation.mutate = (...press) => {
    if (queryClient.isMutating({ mutationKey }) === 0) mutation.mutate(...press)
  }
  return { ...mutation, mutate, isPending: useIsMutating({ mutationKey }) > 0 }
}
