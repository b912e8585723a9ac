import { useSyncExternalStore } from 'react'

/** Who acts. A person with a pasted token has no name that we know. The token lives here, in memory, and nowhere else. */
export type Session = { token: string; username?: string }

type State = { session?: Session; dialogOpen: boolean }

let state: State = { dialogOpen: false }
const listeners = new Set<() => void>()

function change(next: State): void {
  state = next
  for (const listener of listeners) listener()
}

export const session = {
  current: (): Session | undefined => state.session,
  signIn: (next: Session): void => change({ session: next, dialogOpen: false }),
  signOut: (): void => change({ dialogOpen: false }),
  openDialog: (): void => change({ ...state, dialogOpen: true }),
  closeDialog: (): void => change({ ...state, dialogOpen: false }),
  /** OMS refused this token. A newer one, signed in meanwhile, stays. */
  expire: (token: string): void => {
    if (state.session?.token === token) change({ dialogOpen: true })
  },
}

export function useSession(): State {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    () => state,
  )
}
