import type { JournalEvent } from '~/record/events'
import { latch } from '~/test/latch'
import { openRecordIn, type TeamRecord } from '../../server/record/record'
import { openSqlite } from '../../server/record/sqlite'
import { serveDesk, type Served } from '../support/fixtures'
import { newRecord } from '../support/team-desk'
import type { FaultOms } from './fault-oms'

/** Where a gate can be killed while it handles an attempt, as far as the gate itself goes. */
export type KillPoint = `${'before' | 'after'} ${'enter' | 'end' | 'settle' | 'append'}`

/** A gate with a record in a file, which dies where it is told to and is started again at the same address. */
export async function startKillableGate(oms: FaultOms) {
  const file = newRecord().replace('sqlite:', '')
  const open = (now: () => number) => openRecordIn(openSqlite(file), { environment: oms.environment, now })
  let place: KillPoint | undefined
  let skewMs = 0
  let port = 0
  let served: Served | undefined
  let death = latch()
  /** Which of its lives it is in, one after the other. */
  let life = 0

  const kill = async () => {
    const dying = served
    served = undefined
    life += 1
    await dying?.close()
    death.open()
  }
  /** What a dead process was about to do it never does. */
  const reach = async (here: KillPoint, mine: number): Promise<void> => {
    if (mine === life && place !== here) return
    if (mine === life) {
      place = undefined
      void kill()
    }
    await new Promise(() => {})
  }
  const around =
    <Args extends unknown[], Result>(
      name: 'enter' | 'end' | 'settle' | 'append',
      work: (...args: Args) => Promise<Result>,
      mine = life,
    ) =>
    async (...args: Args): Promise<Result> => {
      await reach(`before ${name}`, mine)
      const result = await work(...args)
      await reach(`after ${name}`, mine)
      return result
    }
  const start = async () => {
    const record = await open(() => Date.now() + skewMs)
    const killable: TeamRecord = {
      ...record,
      enter: around('enter', record.enter),
      end: around('end', record.end),
      settle: around('settle', record.settle),
      append: around('append', record.append),
    }
    served = await serveDesk({ OMS_ADDRESS: oms.address }, { port, record: killable })
    port = served.port
    death = latch()
  }
  await start()

  return {
    url: `http://127.0.0.1:${port}`,
    /** It dies the next time that it comes here. */
    dieAt: (next: KillPoint) => {
      place = next
    },
    kill,
    /** Resolves when it is dead. */
    isDead: () => death.opened,
    /** Starts it again, so much later by its clock. */
    restart: async (laterMs = 0) => {
      skewMs += laterMs
      await start()
    },
    /** All events of the record, in their order. */
    events: async () => {
      const record = await open(Date.now)
      const { events } = await record.read(0, 100_000)
      await record.close()
      return events.map((text) => JSON.parse(text) as { seq: number; event: JournalEvent }) // what the record has made
    },
  }
}
