import { hasLocks, underLock } from '~/record/store/locks'
import type { Journal } from '~/record/store/store'
import type { AttemptId } from '~/oms/ids'

/**
 * Takes an attempt's lock and resolves to its release; the browser takes the lock back when the page is gone.
 * Without Web Locks there is none; then the lease alone tells an orphan.
 */
export function holdLock(journal: Journal, attempt: AttemptId): Promise<() => void> {
  return new Promise((resolve, reject) => {
    underLock(lockName(journal, attempt), () => new Promise<void>((release) => resolve(release))).catch(reject)
  })
}

/**
 * Waits in line for the lock of every attempt under way, in this tab and others. The tab that gets a lock while
 * the attempt has no outcome records it as unknown: its page is gone. Nothing is ever sent again.
 */
export function watchOrphans(journal: Journal): () => void {
  if (!hasLocks()) return () => {}
  const waiting = new AbortController()
  const watched = new Set<string>()
  const look = async () => {
    for (const attempt of await journal.underWay()) {
      if (watched.has(attempt)) continue
      watched.add(attempt)
      navigator.locks
        .request(lockName(journal, attempt), { signal: waiting.signal }, () => journal.recordOrphan(attempt))
        // Given up with the page, or a journal that can't be written: the lease tells the same later.
        .catch(() => {})
    }
  }
  const again = () => void look().catch(() => {})
  const unsubscribe = journal.subscribe(again)
  again()
  return () => {
    unsubscribe()
    waiting.abort()
  }
}

const lockName = (journal: Journal, attempt: AttemptId) => `${journal.name} ${attempt}`
