import { Suspense, useEffect, useEffectEvent, useState } from 'react'
import { useLocation } from 'wouter'
import { commandOf, isSubmit, type Command, type Place } from '~/app/keys'
import { lazyPart } from '~/ui/lazy-part'

const KeyboardHelp = lazyPart(async () => (await import('~/app/keyboard-help')).KeyboardHelp)

const rowLinks = 'main tbody tr:not([aria-hidden]) a'

/** Ctrl+Enter in forms, and the keys that find, walk through and decide applications. They press what is on the page. */
export function Keyboard() {
  const [, navigate] = useLocation()
  const [isHelpOpen, setIsHelpOpen] = useState(false)

  const obey = (command: Command): boolean => {
    switch (command) {
      case 'help':
        setIsHelpOpen(true)
        return true
      case 'search':
        if (!focus(document.querySelector('main [type=search]'))) navigate('/applications', { state: { search: true } })
        return true
      case 'next':
        return walk(1)
      case 'previous':
        return walk(-1)
      case 'reject':
        return press('r')
      case 'approve':
        return press('a')
    }
  }
  const onKey = useEffectEvent((event: KeyboardEvent) => {
    if (event.defaultPrevented) return
    if (isSubmit(event)) {
      // As a press of the button, which takes none while it is sending.
      const button = document.activeElement?.closest('form')?.querySelector<HTMLElement>('[type=submit]')
      button?.click()
      if (button) event.preventDefault()
      return
    }
    const command = commandOf(event, placeOf(document.activeElement))
    if (command !== undefined && obey(command)) event.preventDefault()
  })
  useEffect(() => {
    const listener = (event: KeyboardEvent) => onKey(event)
    document.addEventListener('keydown', listener)
    return () => document.removeEventListener('keydown', listener)
  }, [])

  return (
    isHelpOpen && (
      <Suspense>
        <KeyboardHelp onClose={() => setIsHelpOpen(false)} />
      </Suspense>
    )
  )
}

function placeOf(focused: Element | null): Place {
  return {
    isTyping:
      focused?.matches('input:not([type=checkbox], [type=radio]), textarea, select, [contenteditable]') === true,
    isInRow: focused?.closest('main tbody tr') instanceof Element,
    isInDialog: document.querySelector('[role=dialog], [role=menu]') !== null,
  }
}

function focus(element: HTMLElement | null | undefined): boolean {
  element?.focus()
  element?.scrollIntoView({ block: 'nearest' })
  return element !== null && element !== undefined
}

/** To the next or the previous row; to the first one from elsewhere. */
function walk(step: 1 | -1): boolean {
  const links = [...document.querySelectorAll<HTMLElement>(rowLinks)]
  const row = document.activeElement?.closest('tr')
  const at = row ? links.findIndex((link) => row.contains(link)) : -1
  return focus(at === -1 ? links[0] : links[at + step])
}

/** Presses the button with this shortcut: of the row that has the focus, or the only one of the page. */
function press(key: string): boolean {
  const scope = document.activeElement?.closest('tr') ?? document.querySelector('main')
  const buttons = scope?.querySelectorAll<HTMLElement>(`[aria-keyshortcuts=${key}]:not(:disabled)`) ?? []
  const [button] = buttons
  if (button === undefined || buttons.length > 1) return false
  button.click()
  return true
}
