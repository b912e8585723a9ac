import * as z from 'zod/mini'
import { storedText } from '~/ui/text/stored-text'
import { tabText } from '~/ui/text/tab-text'

const record = z.object({
  token: z.string(),
  username: z.optional(z.string()),
  seen: z.number(),
  /** The mark of the latest sign-out before it. */
  after: z.optional(z.string()),
})
const stored = tabText('session')

/** Each sign-out leaves another mark for all tabs: one that is gone, or lies in the browser's memory of pages, hears nothing of it. */
const signOuts = storedText('sign-out', () => localStorage)

/**
 * The session that a person has asked this tab to keep, in its sessionStorage: it outlives a reload, and ends with the
 * tab, or a sign-out in any tab. With `idleMinutes` it ends as well once nobody has used it for that long, even if the page was gone
 * meanwhile.
 */
export function keptSession(environment: string, idleMinutes = Infinity) {
  const name = `backup-desk:${environment}`
  const latestSignOut = () => signOuts.read(name)
  const write = (kept: { token?: string | undefined; username?: string | undefined }) =>
    stored.write(name, JSON.stringify({ ...kept, seen: Date.now(), after: latestSignOut() }))
  const forget = () => stored.write(name, '')
  const read = () => {
    try {
      const { token, username, seen, after = '' } = record.parse(JSON.parse(stored.read(name)))
      if (Math.abs(Date.now() - seen) < idleMinutes * 60_000 && after === latestSignOut())
        return { token, ...(username !== undefined && { username }) }
    } catch {
      // Nothing kept, or nothing that this desk can read: the person signs in.
    }
    forget()
    return undefined
  }
  return {
    /** Of this environment alone: two desks can share an address. */
    signOutChannel: `${name}:sign-out`,
    read,
    keep: write,
    forget,
    latestSignOut,
    /** A sign-out from all tabs. */
    markSignOut: () => signOuts.write(name, String(Math.random())),
    /** The person is there. */
    touch: () => {
      const kept = read()
      if (kept !== undefined) write(kept)
    },
  }
}
