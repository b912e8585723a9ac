import { useEffect } from 'react'
import { useLocation } from 'wouter'
import * as z from 'zod/mini'
import { useT, type Texts } from '~/i18n/i18n'
import { addressKey, withStatus, type ApplicationWithStatus } from '~/record/application'
import { useJournal } from '~/record/react/journal-context'
import { listIndexOf } from '~/record/react/list-index'
import { underLock } from '~/record/store/locks'
import type { Changed } from '~/record/store/connection'
import type { Journal } from '~/record/store/store'
import { latestOf, type News, type Wish } from '~/review/watch/news'
import { useSession } from '~/session/session'
import { browserText } from '~/ui/text/browser-text'

/** The names of what somebody was told, or need not be, the latest last. */
const told = browserText('told')
const names = z.array(z.string())
const toldLimit = 500

/** More than these are told in one notification. */
const mostEach = 3

/** What comes at the same time is told together. */
const gatherMs = 500

/** So many applications are looked at where it is not known what has changed. */
const latestCount = 200

/** Tells the person, once over all tabs, what the record has brought. */
export function Notifier({ wish }: { wish: Wish }) {
  const t = useT()
  const journal = useJournal()
  const { session: person } = useSession()
  const [, navigate] = useLocation()
  useEffect(() => {
    if (person === undefined) return
    return onChanges(journal, async (keys) => {
      const news = await untold(journal, await read(journal, keys), person.username, wish)
      for (const note of notesOf(t, news)) show(note, journal, navigate)
    })
  }, [journal, navigate, person, t, wish])
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
  if (keys !== 'all') return listIndexOf(journal).loadFull([...new Set(keys)])
  const now = Date.now()
  return (await journal.list(latestCount)).applications.map((one) => withStatus(one, now))
}

/** Those that are news and that no tab has told yet; from here on they are told. */
async function untold(
  { name }: Journal,
  applications: ApplicationWithStatus[],
  username: string | undefined,
  wish: Wish,
): Promise<News[]> {
  return underLock(`${name} told`, async () => {
    const before = readTold(name)
    const latest = applications.flatMap((one) => latestOf(one, username, wish, Date.now()) ?? [])
    const fresh = latest.filter((one) => !before.includes(one.name))
    if (fresh.length > 0) {
      told.write(name, JSON.stringify([...before, ...fresh.map((one) => one.name)].slice(-toldLimit)))
    }
    return fresh.flatMap(({ news }) => news ?? [])
  })
}

function readTold(name: string): string[] {
  try {
    return names.parse(JSON.parse(told.read(name)))
  } catch {
    return []
  }
}

type Note = { title: string; body: string; address: string }

function notesOf(t: Texts, news: News[]): Note[] {
  return (['decided', 'waiting'] as const).flatMap((kind) => {
    const some = news.filter((one) => one.kind === kind)
    if (some.length <= mostEach) return some.map(({ application }) => noteOf(t, application))
    const address = `/applications?show=${kind === 'waiting' ? 'pending' : 'decided'}`
    return [{ title: t(`watch.${kind}`, { count: some.length }), body: '', address }]
  })
}

function noteOf(t: Texts, application: ApplicationWithStatus): Note {
  const { id = '', status, requested } = application
  const { setId: set, appId: app } = requested
  const place = [t('carry.decision.set', { set }), ...(app === '' ? [] : [t('carry.decision.app', { app })])]
  const became = status === 'approved' || status === 'rejected' ? status : 'waits'
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
