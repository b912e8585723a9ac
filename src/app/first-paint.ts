/**
 * The two scripts that stand in index.html itself. They run before any other is there, as the text of these functions,
 * so neither can use anything but its arguments and the browser.
 */

declare global {
  interface Window {
    /** The answer to /desk.json, asked for before the scripts that need it have arrived. */
    deskAnswer?: Promise<Response>
    /** The last button that was pressed before anything answered to it, other than one that submits. */
    pressedEarly?: HTMLButtonElement
  }
}

/** In the head: language and colours of the person's choice, and the question that the start would wait for. */
export function beforePaint(deskAddress: string | null, language: string): void {
  document.documentElement.lang = language
  let chosen: string | null = null
  try {
    chosen = localStorage.getItem('mantine-color-scheme-value')
  } catch {
    // A browser that forbids storage has no choice in it.
  }
  const dark = chosen === 'dark' || (chosen !== 'light' && matchMedia('(prefers-color-scheme: dark)').matches)
  document.documentElement.setAttribute('data-mantine-color-scheme', dark ? 'dark' : 'light')
  if (deskAddress === null) return
  window.deskAnswer = fetch(deskAddress, { cache: 'no-store' })
  // Whoever reads the answer hears of the failure.
  window.deskAnswer.catch(() => undefined)
}

/**
 * In the body, after the templates with the page as the build has rendered it in each language: puts as much of it into #root as is
 * right at this address. The form is, where nothing but the form's own start is to be shown; the header always is.
 */
export function showPrerendered(base: string): void {
  const root = document.getElementById('root')
  const template = document.querySelector<HTMLTemplateElement>(`template[lang="${document.documentElement.lang}"]`)
  if (root === null || template === null) return
  let drafted = false
  try {
    drafted = Object.keys(sessionStorage).some((key) => /^backup-desk:.*:draft$/.test(key))
  } catch {
    // A browser that forbids storage keeps no draft.
  }
  const isForm = (location.pathname === base || location.pathname === `${base}apply`) && location.search === ''
  const page = template.content.cloneNode(true) as DocumentFragment // a clone is what it was cloned from
  for (const one of document.querySelectorAll('template[lang]')) one.remove()
  // The policy lets no style attribute through, but scripts may set the same.
  for (const element of page.querySelectorAll<HTMLElement>('[data-style]')) {
    element.style.cssText = element.dataset.style ?? ''
    element.removeAttribute('data-style')
  }
  if (isForm && !drafted) root.dataset.prerendered = 'form'
  else {
    page.querySelector('main')?.replaceChildren()
    page.querySelector('[aria-current]')?.removeAttribute('aria-current')
  }
  root.dataset.early = ''
  root.append(page)
  // As the form itself does once it is alive: what was typed so far is kept nowhere yet.
  window.addEventListener('beforeunload', (event) => {
    const form = root.dataset.prerendered === 'form' ? root.querySelector('form') : null
    const texts = form?.querySelectorAll<HTMLInputElement>('input:not([type])') ?? []
    if ([...texts].some(({ value }) => value !== '')) event.preventDefault()
  })
  // Before React, which lets nobody else hear of a press in what it has not taken over yet.
  const onPress = ({ target }: MouseEvent): void => {
    const button = target instanceof Element ? target.closest('button') : null
    if (button === null || button.form !== null) return
    const mark = button.closest('main') === null ? root.dataset.early : root.dataset.prerendered
    if (mark !== undefined) window.pressedEarly = button
  }
  window.addEventListener('click', onPress, { capture: true })
}
