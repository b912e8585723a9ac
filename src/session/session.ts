import { useSyncExternalStore } from 'react'
import { keptSession } from '~/session/kept-session'
import { watchIdle } from '~/session/watch-idle'

/** Who acts; the name is missing where somebody has pasted a token. */
export type Person = { username?: string; isShared: boolean }

/** Who acts, with the token; it is missing where the proxy puts in one for everybody. */
export type Session = { token?: string; username?: string }

/** Why the dialog is open: the person wants to act, OMS refused the token, or nobody has touched the page for long. */
export type SignInReason = 'asked' | 'expired' | 'idle'

type State = { session?: Person; dialog?: SignInReason }

const nobody: State = {}

let state = nobody
/** Here, in memory, and nowhere else unless the person has it kept for the tab: React holds what it has shown for long. */
let token: string | undefined
let kept: ReturnType<typeof keptSession> | undefined
const listeners = new Set<() => void>()

function change(next: State): void {
  state = next
  for (const listener of listeners) listener()
}

function enter({ token: granted, username }: Session): void {
  token = granted
  change({ session: { isShared: granted === undefined, ...(username !== undefined && { username }) } })
}

function leave(next: State): void {
  kept?.forget()
  token = undefined
  change(next)
}

export const session = {
  current: (): Session | undefined => {
    if (state.session === undefined) return undefined
    const { username } = state.session
    return { ...(token !== undefined && { token }), ...(username !== undefined && { username }) }
  },
  isShared: (): boolean => state.session?.isShared === true,
  /**
   * Begins the session that this desk allows: the shared one, the one that this tab has kept, or none yet. Then it asks
   * who is there, unless the person is `busy` and would type a set into the username; whatever needs a session asks.
   */
  start: (
    desk: { environment: string; signIn: 'person' | 'injected'; idleMinutes?: number | undefined },
    busy = false,
  ): void => {
    if (desk.signIn === 'injected') return enter({})
    const { idleMinutes } = desk
    kept = keptSession(desk.environment, idleMinutes)
    const earlier = kept.read()
    if (earlier !== undefined) enter(earlier)
    else leave(busy ? {} : { dialog: 'asked' })
    if (idleMinutes === undefined) return
    watchIdle(idleMinutes, {
      active: () => kept?.touch(),
      idle: () => {
        if (state.session !== undefined) leave({ dialog: 'idle' })
      },
    })
  },
  signIn: (next: Session, keep = false): void => {
    enter(next)
    if (keep) kept?.keep(next)
  },
  /** Asks nobody: it works offline. */
  signOut: (): void => leave({}),
  openDialog: (): void => change({ ...state, dialog: 'asked' }),
  closeDialog: (): void => change(state.session === undefined ? {} : { session: state.session }),
  /** OMS refused this token. A newer one, signed in meanwhile, stays; a shared one is not ours to give up. */
  expire: (refused: string | undefined): void => {
    if (refused !== undefined && token === refused) leave({ dialog: 'expired' })
  },
}

export function useSession(): State {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    () => state,
    // Before the page's scripts are there nobody is known.
    () => nobody,
  )
}
