import { useState } from 'react'
import { useLocation } from 'wouter'
import {
  commandOf,
  isHeldEnter,
  isSpotlight,
  isSubmit,
  isToRows,
  type Command,
  type FocusPlace,
} from '~/app/keyboard/keys'
import { useKeptKeys, type Answer } from '~/app/keyboard/kept-keys'
import { lazyPart } from '~/ui/lazy-part'

const KeyboardHelp = lazyPart(async () => (await import('~/app/keyboard/keyboard-help')).KeyboardHelp)
const Commands = lazyPart(async () => (await import('~/app/spotlight/commands')).Commands)

const rowLinks = 'main tbody tr:not([aria-hidden]) a'
const typedInto =
  'input:not([type=checkbox], [type=radio]), textarea, select, [contenteditable], [role=textbox], [role=combobox]'

/** Ctrl+Enter in forms, Ctrl+K everywhere, and the keys that find, walk through and decide applications. They press what is on the page. */
export function Keyboard() {
  const [location, navigate] = useLocation()
  const [isHelpOpen, setIsHelpOpen] = useState(false)
  /** Where the focus was when the commands were opened. */
  const [from, setFrom] = useState<HTMLElement>()

  const openCommands = (): Answer => {
    const focused = document.activeElement
    if (focused?.matches('[role=dialog] [type=search]') === true) return 'done'
    if (from !== undefined) return 'not yet'
    if (placeOf(focused).isInDialog || !(focused instanceof HTMLElement)) return 'not mine'
    // What is typed until they are there is for them.
    focused.blur()
    setFrom(focused)
    return 'not yet'
  }

  const obey = (command: Command): boolean => {
    switch (command) {
      case 'help':
        setIsHelpOpen(true)
        return true
      case 'search': {
        const isThere = focus(document.querySelector('main [type=search]'))
        // What is read may have a search of its own.
        if (!isThere && !isLoading() && location !== '/applications') navigate('/applications')
        return isThere
      }
      case 'next':
        return walk(1)
      case 'previous':
        return walk(-1)
      case 'reject':
        return press('r')
      case 'approve':
        return press('a')
      case 'select':
        return press('x')
    }
  }
  const answer = (event: KeyboardEvent): Answer => {
    // In a text area it makes lines.
    if (isHeldEnter(event) && document.activeElement?.matches('textarea') !== true) return 'done'
    if (isSubmit(event)) {
      // As a press of the button, which takes none while it is sending.
      const button = document.activeElement?.closest('form')?.querySelector<HTMLElement>('[type=submit]')
      button?.click()
      return button ? 'done' : 'not mine'
    }
    if (isSpotlight(event)) return openCommands()
    if (isToRows(event) && document.activeElement?.matches('main [type=search]') === true) {
      return walk(1) ? 'done' : isLoading() ? 'not yet' : 'not mine'
    }
    const place = placeOf(document.activeElement)
    const command = commandOf(event, place)
    if (command === undefined) return place.isTyping ? 'typed' : 'not mine'
    if (!obey(command)) return command === 'search' || isLoading() ? 'not yet' : 'not mine'
    return ['help', 'reject', 'approve'].includes(command) ? 'over' : 'done'
  }
  useKeptKeys(answer)

  return (
    <>
      {isHelpOpen && <KeyboardHelp onClose={() => setIsHelpOpen(false)} />}
      {from !== undefined && <Commands from={from} onClose={() => setFrom(undefined)} />}
    </>
  )
}

/** A page that is not there yet, or what it holds. */
function isLoading(): boolean {
  return document.querySelector('main:empty, main [aria-busy=true]') !== null
}

function placeOf(focused: Element | null): FocusPlace {
  return {
    isTyping: focused?.closest(typedInto) instanceof Element,
    isInRow: focused?.closest('main tbody tr') instanceof Element,
    isInDialog: document.querySelector('[role=dialog], [role=menu]') !== null,
  }
}

function focus(element: HTMLElement | null | undefined): boolean {
  element?.focus({ preventScroll: true })
  const whole = element?.closest('tr') ?? element
  whole?.scrollIntoView({ block: 'nearest' })
  return element !== null && element !== undefined
}

/** To the next or the previous row; from elsewhere to the first one in view. */
function walk(step: 1 | -1): boolean {
  const links = [...document.querySelectorAll<HTMLElement>(rowLinks)]
  const row = document.activeElement?.closest('tr')
  const at = row ? links.findIndex((link) => row.contains(link)) : -1
  if (at !== -1) return focus(links[at + step])
  return focus(links.find((link) => link.getBoundingClientRect().top >= 0) ?? links[0])
}

/**
 * Presses what has this shortcut: for the rows that are selected, in the row that has the focus, elsewhere outside of rows, where a page
 * is about one application.
 */
function press(key: string): boolean {
  const button = `[aria-keyshortcuts=${key}]:not(:disabled)`
  const row = document.activeElement?.closest('tr')
  const found =
    document.querySelector<HTMLElement>(`main [role=group] ${button}`) ??
    (row ? row.querySelector<HTMLElement>(button) : document.querySelector<HTMLElement>(`main ${button}:not(tr *)`))
  found?.click()
  return found !== null
}
