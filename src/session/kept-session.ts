import * as z from 'zod/mini'
import { tabText } from '~/ui/text/tab-text'

const record = z.object({ token: z.string(), username: z.optional(z.string()), seen: z.number() })
const stored = tabText('session')

/**
 * The session that a person has asked this tab to keep, in its sessionStorage: it outlives a reload, and ends with the
 * tab. With `idleMinutes` it ends as well once nobody has used it for that long, even if the page was gone meanwhile.
 */
export function keptSession(environment: string, idleMinutes = Infinity) {
  const name = `backup-desk:${environment}`
  const write = (kept: { token?: string | undefined; username?: string | undefined }) =>
    stored.write(name, JSON.stringify({ ...kept, seen: Date.now() }))
  const forget = () => stored.write(name, '')
  const read = () => {
    try {
      const { token, username, seen } = record.parse(JSON.parse(stored.read(name)))
      if (Math.abs(Date.now() - seen) < idleMinutes * 60_000)
        return { token, ...(username !== undefined && { username }) }
    } catch {
      // Nothing kept, or nothing that this desk can read: the person signs in.
    }
    forget()
    return undefined
  }
  return {
    read,
    keep: write,
    forget,
    /** The person is there. */
    touch: () => {
      const kept = read()
      if (kept !== undefined) write(kept)
    },
  }
}
