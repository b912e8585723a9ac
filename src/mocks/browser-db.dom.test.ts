import { expect, test } from 'vitest'
import { rejectFor } from '~/mocks/applications'
import { browserDb } from '~/mocks/browser-db'
import { replaceWith, seed } from '~/mocks/seed'

test('holds the seed before anyone has used it', async () => {
  await browserDb().transact(async ({ counters, find, findByTransaction }) => {
    expect(counters).toMatchObject({ nextId: 558, nextTransaction: 260 })
    expect(await find(557)).toMatchObject({ id: 557, execute_status: 0 })
    expect(await findByTransaction(259)).toMatchObject({ id: 556 })
    expect(await find(558)).toBeUndefined()
  })
})

test('keeps what a request has changed for the next one, in whichever tab', async () => {
  await browserDb().transact(async (oms) => {
    await rejectFor(oms, { apply_id: '557', memo: 'no' }, 'reviewer')
    oms.counters.nextId += 1
  })
  await browserDb().transact(async ({ counters, find }) => {
    expect(await find(557)).toMatchObject({ execute_status: -1, memo: 'no' })
    expect(counters.nextId).toBe(559)
  })
})

test('keeps nothing of a request that fails', async () => {
  const db = browserDb()
  const failing = db.transact(async (oms) => {
    await rejectFor(oms, { apply_id: '557', memo: 'no' }, 'reviewer')
    throw new Error('on purpose')
  })
  await expect(failing).rejects.toThrow('on purpose')
  expect(await db.transact(({ find }) => find(557))).toMatchObject({ execute_status: 0 })
})

test('is the seed again once it is replaced by it', async () => {
  const db = browserDb()
  await db.transact(async (oms) => {
    for (const one of seed().applications.slice(0, 1)) await oms.put({ ...one, id: 558 })
    oms.counters.filling = true
    await replaceWith(oms, seed())
  })
  await db.transact(async ({ counters, find }) => {
    expect(counters.filling).toBeUndefined()
    expect(await find(558)).toBeUndefined()
    expect(await find(530)).toBeDefined()
  })
})
