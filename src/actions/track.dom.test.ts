import * as fc from 'fast-check'
import { http, HttpResponse } from 'msw'
import { expect, test } from 'vitest'
import { openJournal, type Journal } from '~/record/store/store'
import { parseIds, track, type Looked, type TrackOrder } from '~/actions/track'
import { accounts } from '~/mocks/world'
import { session } from '~/session/session'
import { server } from '~/test/server'

test.each([
  ['558', ['558']],
  ['558-561', ['558', '559', '560', '561']],
  ['558-560, 700 701', ['558', '559', '560', '700', '701']],
  ['700;558，559；560、561\n562\t563', ['700', '558', '559', '560', '561', '562', '563']],
  ['558 - 560', ['558', '559', '560']],
  ['558–560', ['558', '559', '560']],
  ['#558-#559', ['558', '559']],
  ['558 557-559 558', ['558', '557', '559']],
  ['9007199254740992-9007199254740994', ['9007199254740992', '9007199254740993', '9007199254740994']],
  ['', []],
])('reads %j', (text, ids) => {
  expect(parseIds(text)).toEqual({ ids, wrong: [], tooMany: false })
})

test.each(['0', '007', '-5', '1e3', '5-', '560-558', '1-2-3', 'x', '５５８', '1'.repeat(21)])(
  'takes %j for neither an id nor a range',
  (word) => {
    expect(parseIds(`558\n${word}`)).toEqual({ ids: ['558'], wrong: [word], tooMany: false })
  },
)

test.each([
  ['1-500', false],
  ['1-501', true],
  ['1-500 1-500', false],
  ['1-500 501', true],
  ['1-99999999999999999999', true],
])('of %j it says whether they are too many: %s', (text, tooMany) => {
  expect(parseIds(text).tooMany).toBe(tooMany)
})

const id = fc.bigInt({ min: 1n, max: 2n ** 64n })
const separator = fc.constantFrom(' ', ',', ', ', '\n', '\t', ';', '，', '；', '、')

test('every id that is typed is read exactly, once and in its order, whatever is between them', () => {
  fc.assert(
    fc.property(fc.array(fc.tuple(id, separator), { maxLength: 50 }), (typed) => {
      const text = typed.map(([value, mark]) => `${value}${mark}`).join('')
      const ids = [...new Set(typed.map(([value]) => String(value)))]
      expect(parseIds(text)).toEqual({ ids, wrong: [], tooMany: false })
    }),
  )
})

test('a range is all the ids from its first to its last', () => {
  fc.assert(
    fc.property(id, fc.integer({ min: 0, max: 499 }), (first, more) => {
      const { ids } = parseIds(`${first}-${first + BigInt(more)}`)
      expect(ids).toHaveLength(more + 1)
      expect(ids.every((value, index) => BigInt(value) === first + BigInt(index))).toBe(true)
    }),
  )
})

test('no text at all makes it fail, or give more than it may', () => {
  fc.assert(
    fc.property(fc.string({ unit: fc.constantFrom('1', '0', '9', '-', ' ', ',', '#', 'x', '\n') }), (text) => {
      const { ids, tooMany } = parseIds(text)
      expect(tooMany || ids.length <= 500).toBe(true)
      expect(ids.every((value) => /^[1-9]\d*$/.test(value))).toBe(true)
    }),
  )
})

async function signedIn(): Promise<Journal> {
  session.signIn({ token: accounts[1].token, username: 'reviewer' })
  return openJournal('test')
}

async function run(journal: Journal, order: TrackOrder, signal = new AbortController().signal) {
  const looked: Looked[] = []
  const end = await track(journal, order, { signal, onLooked: (more) => looked.push(...more) })
  return { end, looked, kinds: looked.map((one) => `${one.id} ${one.kind}`) }
}

/** The ids that are asked for; a fault answers instead of the mock OMS. */
function watch(fault: (uid: string) => Response | Promise<Response> | undefined = () => undefined): string[] {
  const asked: string[] = []
  server.use(
    http.get('*/oms/apply-detail/:uid', ({ params }) => {
      asked.push(String(params.uid))
      return fault(String(params.uid))
    }),
  )
  return asked
}

const found = (uid: string) => HttpResponse.json({ id: Number(uid), set_id: 126, execute_status: 0, trans_id: 0 })

test('takes over what is there, once, and says what is not', async () => {
  const journal = await signedIn()
  const first = await run(journal, { ids: ['534', '535', '536'] })
  expect(first.end).toEqual({ why: 'done' })
  expect(first.kinds).toEqual(['534 tracked', '535 missing', '536 tracked'])
  const { applications } = await journal.list(10)
  expect(
    applications.map((one) => [one.id, one.by]).toSorted(([one = ''], [other = '']) => one.localeCompare(other)),
  ).toEqual([
    ['534', 'reviewer'],
    ['536', 'reviewer'],
  ])
  expect((await run(journal, { ids: ['534', '538'] })).kinds).toEqual(['534 known', '538 tracked'])
})

test('asks for four at a time, and no more', async () => {
  const waiting: (() => void)[] = []
  let most = 0
  let open = 0
  watch(async (uid) => {
    open += 1
    most = Math.max(most, open)
    await new Promise<void>((resolve) => {
      waiting.push(resolve)
      if (waiting.length === 4) for (const go of waiting.splice(0)) go()
    })
    open -= 1
    return found(uid)
  })
  const { kinds } = await run(await signedIn(), { ids: Array.from({ length: 12 }, (_, index) => String(index + 1)) })
  expect(kinds).toHaveLength(12)
  expect(most).toBe(4)
})

test('walks upwards past gaps until ten in a row are missing', async () => {
  const asked = watch()
  const { end, kinds } = await run(await signedIn(), { above: 552n })
  expect(kinds.filter((kind) => kind.endsWith('tracked'))).toEqual(
    ['553', '554', '555', '556', '557'].map((uid) => `${uid} tracked`),
  )
  expect(end).toEqual({ why: 'gap', last: '568' })
  expect(asked).toHaveLength(16)
})

test('a walk ends after 200 ids and says where', async () => {
  watch(found)
  const { end, looked } = await run(await signedIn(), { above: 1000n })
  expect(end).toEqual({ why: 'bound', last: '1200' })
  expect(looked).toHaveLength(200)
})

test('an expired token ends it, keeps what was found, and opens the sign-in', async () => {
  const journal = await signedIn()
  const asked = watch()
  const { end, kinds } = await run(journal, { ids: ['534', '9401', '538', '541', '543'] })
  expect(end).toMatchObject({ why: 'refused', id: '9401', refusal: { reason: 'token' } })
  expect(kinds).toEqual(['534 tracked', '9401 failed', '538 tracked', '541 tracked'])
  expect(asked).not.toContain('543')
  expect(session.current()).toBeUndefined()
})

test('the whitelist ends it, and the person stays signed in', async () => {
  const { end } = await run(await signedIn(), { ids: ['9403', '2', '3', '4', '5'] })
  expect(end).toMatchObject({ why: 'refused', refusal: { reason: 'whitelist' } })
  expect(session.current()).toBeDefined()
})

test('one failure does not end it; a round without any answer does', async () => {
  const journal = await signedIn()
  expect((await run(journal, { ids: ['9500', '534'] })).kinds).toEqual(['9500 failed', '534 tracked'])
  const asked = watch(() => HttpResponse.error())
  expect((await run(journal, { ids: ['1', '2', '3', '4', '5'] })).end).toEqual({ why: 'no answers', last: '4' })
  expect(asked).toHaveLength(4)
})

test('"Stop" gives up what is under way and asks for nothing more', async () => {
  const control = new AbortController()
  const asked = watch((uid) => {
    if (uid !== '2') return found(uid)
    control.abort()
    return new Promise<Response>(() => {})
  })
  const { end, kinds } = await run(await signedIn(), { ids: ['1', '2', '3', '4', '5'] }, control.signal)
  expect(end).toEqual({ why: 'stopped' })
  expect(kinds).not.toContain('2 failed')
  expect(asked).not.toContain('5')
})

test('signed out, nothing is asked', async () => {
  const journal = await signedIn()
  session.signOut()
  const asked = watch()
  expect((await run(journal, { ids: ['534'] })).end).toMatchObject({
    why: 'not started',
    stopped: { why: 'signed out' },
  })
  expect(asked).toEqual([])
})
