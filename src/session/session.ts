import { useSyncExternalStore } from 'react'
import { keptSession } from '~/session/kept-session'
import { watchIdle } from '~/session/watch-idle'
import { openListeners } from '~/ui/listeners'

/** Who is signed in, as far as the page needs to know; the name is missing where somebody has pasted a token. */
export type Person = { username?: string }

/** Who acts, and with which token; that is missing where the proxy puts in one for everybody. */
export type Session = Person & { token?: string }

/** Why the dialog is open: the person wants to act, OMS refused the token, or nobody has touched the page for long. */
export type SignInReason = 'asked' | 'expired' | 'idle'

type State = { session?: Person; dialog?: SignInReason }

const nobody: State = {}

let state = nobody
/** In memory here and nowhere else, unless the person has it kept for the tab: what React knows stays in the heap. */
let token: string | undefined
let others: BroadcastChannel | undefined
let kept: ReturnType<typeof keptSession> | undefined
/** The mark of the latest sign-out before this session. */
let after: string | undefined
let endWatch = () => {}
const { tell, subscribe } = openListeners()

function change(next: State): void {
  state = next
  tell()
}

function enter({ token: secret, ...person }: Session): void {
  token = secret
  after = kept?.latestSignOut()
  others ??= kept && otherTabs(kept.signOutChannel)
  change({ session: person })
}

function leave(next: State): void {
  kept?.forget()
  token = undefined
  change(next)
}

/** Tells the other tabs of a sign-out, and hears of theirs; where a browser has no such channel each tab is its own. */
function otherTabs(name: string): BroadcastChannel | undefined {
  try {
    const channel = new BroadcastChannel(name)
    channel.addEventListener('message', () => leave({}))
    return channel
  } catch {
    return undefined
  }
}

/** A page that comes back from the browser's memory of pages has not heard of a sign-out meanwhile. */
function comeBack({ persisted }: PageTransitionEvent): void {
  if (persisted && kept?.latestSignOut() !== after) leave({})
}

export const session = {
  current: (): Session | undefined => state.session && { ...state.session, ...(token !== undefined && { token }) },
  isShared: (): boolean => state.session !== undefined && token === undefined,
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
    others?.close()
    others = undefined
    window.addEventListener('pageshow', comeBack)
    const earlier = kept.read()
    token = undefined
    if (earlier !== undefined) enter(earlier)
    else change(busy ? {} : { dialog: 'asked' })
    endWatch()
    if (idleMinutes === undefined) return
    endWatch = watchIdle(idleMinutes, {
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
  /** In every tab. Asks nobody: it works offline. */
  signOut: (): void => {
    leave({})
    kept?.markSignOut()
    others?.postMessage('signed out')
  },
  openDialog: (): void => change({ ...state, dialog: 'asked' }),
  closeDialog: (): void => change(state.session === undefined ? {} : { session: state.session }),
  /** OMS refused this token. A newer one, signed in meanwhile, stays; a shared one is not ours to give up. */
  expire: (refused: string | undefined): void => {
    if (refused !== undefined && token === refused) leave({ dialog: 'expired' })
  },
}

export function useSession(): State {
  return useSyncExternalStore(
    subscribe,
    () => state,
    // Before the page's scripts are there nobody is known.
    () => nobody,
  )
}
