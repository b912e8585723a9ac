import { QueryClient } from '@tanstack/react-query'

/**
 * The defaults of TanStack Query are wrong for this desk: offline, it would hold a submission back and
 * send it later by itself, and would not read the journal, which needs no network.
 */
export function createQueryClient(): QueryClient {
  return new QueryClient({
    defaultOptions: {
      queries: { networkMode: 'always', retry: false, refetchOnWindowFocus: false, staleTime: Infinity },
      mutations: { networkMode: 'always', retry: false },
    },
  })
}
