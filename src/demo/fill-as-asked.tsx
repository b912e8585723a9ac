import type { ReactNode } from 'react'
import { BadSeed } from '~/demo/bad-seed'
import { fill, fillLock, isUnfinished } from '~/demo/fill'
import { Filling } from '~/demo/filling'
import { seedCount } from '~/demo/seed-count'
import { openChannel, type Changed } from '~/record/store/connection'
import { openDatabase, type Waiting } from '~/record/store/database'
import { heldLocks, underLock } from '~/record/store/locks'
import type { OmsDb } from '~/mocks/db'

/** Never that of another environment, whatever the page is told. */
const journalName = 'backup-desk:demo'

type Start = {
  oms: OmsDb
  show: (page: ReactNode) => void
  /** The journal has to be waited for, or another tab that fills the demo. */
  onWaiting: (why: Waiting | 'filling') => void
}

/**
 * Fills the demo when its address has `?seed=`, and empties it when a filling was interrupted. Resolves to whether the
 * desk may start; otherwise the page says why not.
 */
export async function fillAsAsked({ oms, show, onWaiting }: Start): Promise<boolean> {
  const asked = new URLSearchParams(window.location.search).get('seed')
  const count = asked === null ? undefined : seedCount(asked)
  if (asked !== null && count === undefined) {
    show(<BadSeed withoutSeed={withoutSeed()} />)
    return false
  }
  if (count === undefined && !(await isUnfinished(oms))) return true

  if ((await heldLocks()).has(fillLock)) onWaiting('filling')
  await underLock(fillLock, async () => {
    // The one that this tab has waited for has come to its end.
    if (count === undefined && !(await isUnfinished(oms))) return
    await replaceBy(count ?? 0, { oms, show, onWaiting })
  })
  window.history.replaceState(window.history.state, '', withoutSeed())
  return true
}

async function replaceBy(total: number, { oms, show, onWaiting }: Start): Promise<void> {
  const onWritten = (written: number) => show(<Filling written={written} total={total} />)
  onWritten(0)
  const journal = await openDatabase(journalName, onWaiting, () => {})
  try {
    // Times are relative to the minute.
    const now = Math.floor(Date.now() / 60_000) * 60_000
    await fill(oms, journal, { count: total, now, onWritten })
  } finally {
    journal.close()
  }
  const tabs = openChannel(journalName)
  tabs?.postMessage('all' satisfies Changed)
  tabs?.close()
}

function withoutSeed(): string {
  const address = new URL(window.location.href)
  address.searchParams.delete('seed')
  return address.href
}
