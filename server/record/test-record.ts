import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll } from 'vitest'
import type { JournalEvent } from '../../src/record/events.ts'
import type { Arrival } from '../gate/attempts.ts'

export const folder = mkdtempSync(join(tmpdir(), 'desk-record-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))
let files = 0
export const newFile = () => join(folder, String((files += 1)), 'record.db')

export const arrival = (id: string, more: Partial<Arrival> = {}): Arrival => ({
  id,
  call: 'apply',
  bodyHash: 'aa',
  caller: 'caller-1',
  at: '2026-11-28T08:00:00.000Z',
  ...more,
})
export const resolved = (attempt: string): JournalEvent => ({
  kind: 'apply resolved',
  application: attempt,
  attempt,
  at: '2026-11-28T08:00:00.000Z',
})
export const events = ({ events: texts }: { events: string[] }) =>
  texts.map((text) => JSON.parse(text) as { seq: number; event: JournalEvent }) // what the store has made
export const names = (page: { events: string[] }) => events(page).map(({ event }) => event.attempt)
export const answered = { kind: 'answered', status: 200, body: Buffer.from('{"apply":{"ret":0,"id":558}}') } as const
