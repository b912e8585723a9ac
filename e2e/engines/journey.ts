import { expect } from '@playwright/test'
import type * as Dom from '@testing-library/dom'
import { accounts } from '~/mocks/world'
import type { MockOms } from '../support/fixtures'
import type { Engine } from './engine'

declare const TestingLibraryDom: typeof Dom

/** Where something stands: roles and names from the outside in. */
type RolePath = [role: string, name: string][]

/** Runs in the page. */
function find(place: RolePath): HTMLElement | undefined {
  let found: HTMLElement | undefined = document.body
  for (const [role, name] of place) found = found && TestingLibraryDom.queryAllByRole(found, role, { name })[0]
  return found
}

/** A person at the desk. */
export function handsOn(engine: Engine) {
  const expression = (place: RolePath) => `(${String(find)})(${JSON.stringify(place)})`
  const see = (text: string, ...place: RolePath) =>
    expect
      .poll(() => engine.value(`${expression(place)}?.textContent ?? ''`), { message: text, timeout: 30_000 })
      .toContain(text)
  const usable = (place: RolePath) =>
    expect
      .poll(() => engine.value(`${expression(place)}?.matches(':enabled, a')`), {
        message: String(place),
        timeout: 30_000,
      })
      .toBe(true)
  /** A dialog that fades lies over what is below it. */
  const gone = (...place: RolePath) => expect.poll(() => engine.value(`${expression(place)} === undefined`)).toBe(true)
  const click = async (...place: RolePath) => {
    await usable(place)
    await engine.click(expression(place))
  }
  const type = async (text: string, ...place: RolePath) => {
    await usable(place)
    await engine.type(expression(place), text)
  }
  const form: RolePath[number] = ['form', 'Apply for backup']
  const list: RolePath[number] = ['region', 'Applications']
  return {
    see,
    gone,
    click,
    type,
    list,
    form,
    signIn: async () => {
      const { username, password } = accounts[1]
      await type(username, ['dialog', 'Sign in'], ['textbox', 'Username'])
      await engine.type(`TestingLibraryDom.getByLabelText(document.body, 'Password')`, password)
      await click(['dialog', 'Sign in'], ['button', 'Sign in'])
      await gone(['dialog', 'Sign in'])
    },
    apply: async (tableName: string) => {
      await type('126', form, ['textbox', 'Set ID'])
      await type('2', form, ['textbox', 'App ID'])
      await type('0', form, ['textbox', 'Zone ID'])
      await type(tableName, form, ['textbox', 'Table name'])
      await click(form, ['button', 'Submit application'])
    },
    reject: async (id: string) => {
      const dialog: RolePath[number] = ['dialog', `Reject ${id}`]
      await click(list, ['button', `Reject ${id}`])
      await type('Not in this window', dialog, ['textbox', 'Memo'])
      await click(dialog, ['button', 'Reject'])
      await gone(dialog)
      await see('Rejected', list)
    },
  }
}

/** The bodies of what OMS was asked to do. */
export const arrivals = (oms: MockOms) =>
  oms.arrivals.filter(({ body }) => /"set_id".*"auto_approve"|"apply_id"/.test(body)).map(({ body }) => body)

export async function workWithOms(engine: Engine, url: string, oms: MockOms): Promise<void> {
  const person = handsOn(engine)
  await engine.open(url)
  await person.signIn()
  await person.apply('player')
  await person.see('Application #558 created', person.form)
  expect(arrivals(oms)).toHaveLength(1)

  await engine.reload()
  await person.see('#558', person.list)
  await person.signIn()
  await person.reject('#558')
  expect(arrivals(oms).at(1)).toBe('{"apply_id":"558","memo":"Not in this window"}')

  await person.apply('fault_lost_answer')
  await person.see('Outcome unknown', person.form)
  expect(arrivals(oms)).toHaveLength(3)

  await person.click(['link', 'Applications'])
  await person.see('#558', person.list, ['link', '#558'])
  await person.type('lost', ['searchbox', 'Search applications'])
  await person.gone(person.list, ['link', '#558'])
  await person.see('fault_lost_answer', person.list)
}

export async function workWithDemo(engine: Engine, url: string): Promise<void> {
  const person = handsOn(engine)
  await engine.open(url)
  await person.see('Signed in as demo')
  await person.apply('player')
  await person.see('Application #558 created', person.form)
  await person.reject('#558')
  await person.apply('fault_whitelist')
  await person.see('not in whitelist', person.form)
  await person.see('Refused', person.list)
}

const count = (engine: Engine, selector: string) =>
  expect.poll(() => engine.value(`document.querySelectorAll('${selector}').length`), { timeout: 30_000 })

export async function selectRange(engine: Engine, url: string): Promise<void> {
  const person = handsOn(engine)
  const click = (row: number, shiftKey: boolean) =>
    engine.value(
      `document.querySelectorAll('tbody label')[${row}].dispatchEvent(new MouseEvent('click', { bubbles: true, cancelable: true, shiftKey: ${shiftKey} }))`,
    )
  await engine.open(`${url}/applications?seed=60`)
  await person.see('60 applications', person.list)
  await count(engine, 'tbody input:enabled').toBe(60)
  await click(1, false)
  await person.see('1 selected', ['group', 'Selection'])
  // Beside the box.
  await click(4, true)
  await person.see('4 selected', ['group', 'Selection'])
}

export async function comeBackToPlace(engine: Engine, url: string): Promise<void> {
  const person = handsOn(engine)
  const scrolled = async () => {
    await count(engine, 'tbody tr').toBe(60)
    return engine.value('window.scrollY')
  }
  await engine.open(`${url}/applications?seed=60`)
  await person.see('60 applications', person.list)
  await engine.value('window.scrollTo(0, 1200)')
  await engine.reload()
  await expect.poll(scrolled).toBe(1200)
  await engine.value(`document.querySelector('tbody tr:nth-child(30) a').click()`)
  await person.see('Request')
  await engine.value('window.history.back()')
  await expect.poll(scrolled).toBe(1200)
}
