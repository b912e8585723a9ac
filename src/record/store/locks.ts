/**
 * Does the work under the lock of that name. Where the browser has no locks (plain http on a host name) or forbids them it
 * is done without one. With `ifAvailable` the work is told when the lock is another's.
 */
export async function underLock<Result>(
  name: string,
  work: (isHeld: boolean) => Promise<Result>,
  options: { ifAvailable?: true } = {},
): Promise<Result> {
  let isBegun = false
  const begin = (lock: Lock | null) => {
    isBegun = true
    return work(lock !== null)
  }
  try {
    return await navigator.locks.request(name, options, begin)
  } catch (error) {
    if (isBegun) throw error
    return work(true)
  }
}

/** Whether the browser has locks and lets this page have them. */
export function hasLocks(): boolean {
  try {
    return Boolean(navigator.locks)
  } catch {
    return false
  }
}

/** The names of the locks that any tab holds; none where the browser does not tell. */
export async function heldLocks(): Promise<Set<string | undefined>> {
  try {
    const { held = [] } = await navigator.locks.query()
    return new Set(held.map(({ name }) => name))
  } catch {
    return new Set()
  }
}
