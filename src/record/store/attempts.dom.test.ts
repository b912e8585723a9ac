import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { addedUp, inOrder } from '~/record/event-order'
import type { Intent, OutcomeEvent } from '~/record/events'
import { openJournal } from '~/record/store/store'
import { accepted, applied, ended, expires } from '~/test/events'

const done = {
  reject: { kind: 'rejected' },
  approve: { kind: 'approved', transaction: '408', applicant: '' },
  start: { kind: 'started' },
} as const
const notDone = [
  { kind: 'refused', reason: 'request', messages: ['not pending'] },
  { kind: 'not sent', why: 'refused' },
] as const
const lost = { kind: 'unknown', why: 'deadline' } as const

/** What became of three presses, and what is told of them one after another: a person finds out the truth, once. */
const anyStory = (verb: keyof typeof done) =>
  fc.record({
    ends: fc.array(fc.constantFrom(done[verb], ...notDone), { minLength: 3, maxLength: 3 }),
    steps: fc.array(
      fc.record({ press: fc.nat(2), told: fc.constantFrom('sent', 'lost', 'answered', 'settled', 'found') }),
      { maxLength: 14 },
    ),
  })

let tries = 0

test.each(['reject', 'approve', 'start'] as const)(
  'what is known of several presses to %s follows from their events alone, whenever what came of each is told',
  async (verb) => {
    const holds = fc.asyncProperty(anyStory(verb), async ({ ends, steps }) => {
      tries += 1
      const journal = await openJournal(`${verb} ${tries}`)
      await journal.recordIntent(applied('a'), 'a')
      await journal.recordOutcome(applied('a'), ended('a', accepted('558')))
      const sent = new Map<number, Intent>()
      const found = new Set<number>()
      for (const [index, { press, told }] of steps.entries()) {
        const at = `2026-11-23T10:01:${10 + index}.000Z`
        const about = { application: 'a', attempt: String(press), at }
        const intent = sent.get(press)
        const end = (outcome: unknown) => ({ kind: `${verb} outcome`, ...about, outcome }) as OutcomeEvent
        if (intent === undefined) {
          const rest = { expires, body: '{}', memo: `memo ${press}`, transaction: '408' }
          const one = { kind: `${verb} intent`, ...about, ...rest } as Intent
          const isSent = told === 'sent' && (await journal.recordIntent(one, about.attempt)) === undefined
          if (isSent) sent.set(press, one)
        } else if (told === 'lost') await journal.recordOutcome(intent, end(lost))
        else if (told === 'answered') await journal.recordOutcome(intent, end(ends[press]))
        else if (told === 'settled') await journal.recordSettled(end(ends[press]))
        else if (told === 'found' && verb !== 'start' && !found.has(press)) {
          found.add(press)
          await journal.recordResolved({ kind: `${verb} resolved`, ...about, done: ends[press] === done[verb] })
        }
        const { events = [], application } = (await journal.find('attempt-a')) ?? {}
        expect({ ...addedUp(inOrder(events)), seq: 1 }).toEqual({ ...application, order: undefined })
      }
    })
    await fc.assert(holds, { numRuns: 150 })
  },
)
