import { act, fireEvent } from '@testing-library/react'
import { expect, test } from 'vitest'
import type { ApplicationWithStatus } from '~/record/application'
import type { ListEntry } from '~/record/list-entry'
import { listIndexOf } from '~/record/react/list-index'
import { readView } from '~/review/list/view/list-view'
import { PrintedList } from '~/review/print/printed-list'
import { all, at, pending } from '~/review/transfer/test-transfer'
import { accepted, applied, detailOf, draftFor, ended } from '~/test/events'
import { renderDesk } from '~/test/render'

/** Two applications, and those of these ids whole. */
async function two(...wholeIds: string[]) {
  const { journal, unmount } = await renderDesk(null)
  await journal.importEvents([...pending('a', '558'), ...pending('b', '559')])
  const applications = await all(journal)
  const read = await listIndexOf(journal).loadFull(applications.map(({ key }) => key))
  unmount()
  return {
    applications,
    whole: new Map(read.flatMap((one) => (wholeIds.includes(one.id ?? '') ? [[one.key, one]] : []))),
  }
}

type Print = { applications: readonly ListEntry[]; whole: ReadonlyMap<string, ApplicationWithStatus> }

/** What stands above the table. */
async function printedHead({ applications, whole }: Print, query: string | undefined, isComplete = true) {
  const view = query === undefined ? undefined : readView(new URLSearchParams(query))
  await renderDesk(<PrintedList applications={applications} view={view} isComplete={isComplete} whole={whole} />)
  act(() => void fireEvent(window, new Event('beforeprint')))
  return document.querySelector('[data-printed] p')
}

test('says what of the list it is, and how many', async () => {
  const head = await printedHead(await two('558', '559'), 'show=pending&q=table')
  expect(head).toHaveTextContent(/^Show: Pending. Search applications: table ?2 applications$/)
})

test('what is selected is said to be that, not all that the search has found', async () => {
  const head = await printedHead(await two('558', '559'), undefined)
  expect(head).toHaveTextContent(/^2 selected$/)
})

test('says that more were still being read', async () => {
  const head = await printedHead(await two('558', '559'), '', false)
  expect(head).toHaveTextContent(/2 applications. Not all of them/)
})

test('says what is missing of a row that is not read whole', async () => {
  const head = await printedHead(await two('558'), '')
  expect(head).toHaveTextContent(
    /2 applications. Without memos, messages, open decisions, who decided, the time of day, and whether a name is/,
  )
})

test('of a row that is not read whole it says whatever the list knows of it', async () => {
  const { journal, unmount } = await renderDesk(null)
  const draft = { ...draftFor('a'), autoApprove: true }
  await journal.importEvents([applied('a', { by: 'demo', draft }), ended('a', accepted('558'))])
  const applications = await all(journal)
  unmount()
  await printedHead({ applications, whole: new Map() }, '')
  expect(document.querySelector('[data-printed] tbody')).toHaveTextContent(
    /^#5582026-11-23 by demoSet 126, App 2, Zone 0, Table a, Auto-approvePending$/,
  )
})

test('a name that is not confirmed says so', async () => {
  const { applications, whole } = await two('558', '559')
  const named = [...whole].map(([key, one]) => [key, { ...one, by: 'mallory', unproven: true }] as const)
  await printedHead({ applications, whole: new Map(named) }, '')
  expect(document.querySelector('[data-printed] tbody')).toHaveTextContent('by mallory (name not confirmed)')
})

test('of what was taken over it says when and by whom as OMS does, like the list on the screen', async () => {
  const { applications, whole } = await two('558', '559')
  const seen = { at, detail: detailOf({ createTime: '2026-01-04 09:00:00', username: 'eve' }) }
  const taken = [...whole].map(([key, { draft: _draft, ...one }]) => [key, { ...one, seen }] as const)
  await printedHead({ applications, whole: new Map(taken) }, '')
  expect(document.querySelector('[data-printed] tbody')).toHaveTextContent('by eve, 2026-01-04 09:00:00 in OMS')
})
