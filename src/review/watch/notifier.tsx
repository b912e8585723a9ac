import { useCallback, useEffect } from 'react'
import { useLocation } from 'wouter'
import * as z from 'zod/mini'
import { useT, type Texts } from '~/i18n/i18n'
import { addressKey, isDecided, type ApplicationWithStatus } from '~/record/application'
import type { Limits } from '~/record/limits'
import type { ListEntry } from '~/record/list-entry'
import { dueAt } from '~/record/overdue'
import { useJournal } from '~/record/react/journal-context'
import { listIndexOf, type ListIndex } from '~/record/react/list-index'
import { useLimits } from '~/record/react/use-limits'
import { underLock } from '~/record/store/locks'
import type { Changed } from '~/record/store/connection'
import type { Journal } from '~/record/store/store'
import { latestOf, newsMs, type News, type Wish } from '~/review/watch/news'
import { useSession } from '~/session/session'
import { browserText } from '~/ui/text/browser-text'
import { parseStored } from '~/ui/text/stored-text'
import { useMinute } from '~/ui/use-minute'

/** The names of what somebody was told, or need not be, the latest last. */
const told = browserText('told')
const names = z.array(z.string())
/** More than may be news at a time: what is forgotten of these would be told again, every minute. */
const toldLimit = 10_000

/** More than these are told in one notification. */
const mostEach = 3

/** What comes at the same time is told together. */
const gatherMs = 500

/** Tells the person, once over all tabs, what the record has brought. */
export function Notifier({ wish }: { wish: Wish }) {
  const t = useT()
  const journal = useJournal()
  const { session: person } = useSession()
  const [, navigate] = useLocation()
  const [limits] = useLimits()
  const minute = useMinute()
  const tell = useCallback(
    async (applications: ApplicationWithStatus[]) => {
      const news = await untold(journal, applications, (one) =>
        latestOf(one, person?.username, wish, { limits, now: Date.now() }),
      )
      for (const note of notesOf(t, news)) show(note, journal, navigate)
    },
    [journal, limits, navigate, person, t, wish],
  )
  useEffect(() => {
    if (person === undefined) return
    return onChanges(journal, async (keys) => tell(await read(journal, keys)))
  }, [journal, person, tell])
  useEffect(() => {
    if (person === undefined) return
    // A record that can't be read says so on the screen.
    overdue(journal, limits, minute)
      .then(tell)
      .catch(() => {})
  }, [journal, limits, minute, person, tell])
  return null
}

/** Calls back with what has changed, everything at first, and gathers what comes at the same time. Returns the way out. */
function onChanges(journal: Journal, tell: (keys: Changed) => Promise<void>): () => void {
  let changed: Changed = 'all'
  let timer: ReturnType<typeof setTimeout> | undefined
  const flush = () => {
    const keys = changed
    changed = []
    timer = undefined
    // A record that can't be read says so on the screen.
    tell(keys).catch(() => {})
  }
  const flushSoon = () => {
    timer ??= setTimeout(flush, gatherMs)
  }
  flushSoon()
  const unsubscribe = journal.subscribe((keys) => {
    changed = keys === 'all' || changed === 'all' ? 'all' : [...changed, ...keys]
    flushSoon()
  })
  return () => {
    unsubscribe()
    clearTimeout(timer)
  }
}

async function read(journal: Journal, keys: Changed): Promise<ApplicationWithStatus[]> {
  const index = listIndexOf(journal)
  if (keys !== 'all') return index.loadFull([...new Set(keys)])
  const since = Date.now() - newsMs
  const entries = await readWhole(index)
  return index.loadFull(entries.filter((one) => hasComeTo(one, since)).map(({ key }) => key))
}

/** Whether it may have come to something since then. Since when its backup is in trouble the list does not tell. */
function hasComeTo({ touchedAt, approvedAt = 0, backup }: ListEntry, since: number): boolean {
  return Math.max(touchedAt, approvedAt) >= since || backup === 'suspended' || backup === 'failed'
}

/** All of the list, once it is read. Throws when it can't be read. */
async function readWhole({ refresh, snapshot, subscribe }: ListIndex): Promise<readonly ListEntry[]> {
  await refresh()
  return new Promise((resolve, reject) => {
    const look = () => {
      const list = snapshot()
      if (list === 'loading' || (list !== 'failed' && list.soFar !== undefined)) return
      leave()
      if (list === 'failed') reject(new Error('list: failed'))
      else resolve(list.entries)
    }
    const leave = subscribe(look)
    look()
  })
}

/** Those that have become overdue lately, which nothing but the time tells. */
async function overdue(journal: Journal, limits: Limits, now: number): Promise<ApplicationWithStatus[]> {
  const { refresh, snapshot, loadFull } = listIndexOf(journal)
  await refresh()
  const list = snapshot()
  if (typeof list === 'string') return []
  const ages = list.entries.map((one) => ({ key: one.key, age: now - (dueAt(one, limits) ?? Infinity) }))
  return loadFull(ages.filter(({ age }) => age >= 0 && age < newsMs).map(({ key }) => key))
}

/** Those that are news and that no tab has told yet; from here on they are told. */
async function untold(
  { name }: Journal,
  applications: ApplicationWithStatus[],
  stepsOf: (one: ApplicationWithStatus) => ReturnType<typeof latestOf>,
): Promise<News[]> {
  return underLock(`${name} told`, async () => {
    const before = new Set(parseStored(names, told.read(name)))
    const latest = applications.flatMap(stepsOf)
    const fresh = latest.filter((one) => !before.has(one.name))
    if (fresh.length > 0) {
      told.write(name, JSON.stringify([...before, ...fresh.map((one) => one.name)].slice(-toldLimit)))
    }
    return fresh.flatMap(({ news }) => news ?? [])
  })
}

type Note = { title: string; body: string; address: string }

function notesOf(t: Texts, news: News[]): Note[] {
  return (['decided', 'waiting', 'trouble'] as const).flatMap((kind) => {
    const some = news.filter((one) => one.kind === kind)
    if (some.length <= mostEach) return some.map((one) => noteOf(t, one))
    const address = `/applications?show=${presetOf[kind]}`
    return [{ title: t(`watch.${kind}`, { count: some.length }), body: '', address }]
  })
}

const presetOf = { decided: 'decided', waiting: 'pending', trouble: 'attention' } as const satisfies Record<
  News['kind'],
  string
>

function noteOf(t: Texts, news: News): Note {
  const { application } = news
  const { id = '', status, requested } = application
  const { setId: set, appId: app } = requested
  const place = [t('carry.decision.set', { set }), ...(app === '' ? [] : [t('carry.decision.app', { app })])]
  const decided = isDecided(status) ? status : 'waits'
  const became = news.kind === 'trouble' ? news.trouble : decided
  return {
    title: t(`watch.one.${became}`, { id }),
    body: t.list(place),
    address: `/applications/${addressKey(application)}`,
  }
}

function show({ title, body, address }: Note, { name }: Journal, navigate: (to: string) => void): void {
  try {
    // Where there are no locks, two tabs that tell the same show one.
    const notification = new Notification(title, { body, tag: `${name} ${title}` })
    notification.addEventListener('click', () => {
      window.focus()
      navigate(address)
      notification.close()
    })
  } catch {
    // Chrome on Android lets only service workers notify.
  }
}
