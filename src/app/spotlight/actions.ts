import { languageNames, type Language } from '~/i18n/language'
import type { Texts } from '~/i18n/i18n'
import type { View } from '~/record/named'
import { addressOf, presets, readView } from '~/review/list/view/list-view'

/** Something that the desk does when it is chosen; `id` is found by as well as the label. */
export type Action = { id: string; label: string; run: () => void }

/** The actions that belong together, under a heading. */
export type Area = { area: 'goTo' | 'views' | 'here' | 'desk' | 'typed'; actions: Action[] }

type Navigate = (to: string) => void

/** The actions that have every word of the text somewhere, in the areas that have any. */
export function matching(areas: readonly Area[], text: string): Area[] {
  const words = text.toLowerCase().split(/\s+/)
  const isMeant = ({ id, label }: Action) => words.every((word) => `${label} ${id}`.toLowerCase().includes(word))
  return areas
    .map(({ area, actions }) => ({ area, actions: actions.filter(isMeant) }))
    .filter(({ actions }) => actions.length > 0)
}

export function pageActions(t: Texts, navigate: Navigate): Action[] {
  const pages = [
    ['apply', '/apply', t('app.apply')],
    ['many', '/apply/many', t('apply.many')],
    ['applications', '/applications', t('app.applications')],
    ['backups', '/backups', t('app.backups')],
    ['help', '/help', t('app.help')],
  ] as const
  return pages.map(([id, address, label]) => ({ id, label, run: () => navigate(address) }))
}

/** The presets of the list, then the views that a person has saved. */
export function viewActions(t: Texts, saved: readonly View[], navigate: Navigate): Action[] {
  return [
    ...presets.map((preset) => ({
      id: `view ${preset}`,
      label: t(`list.preset.${preset}`),
      run: () => navigate(addressOf({ ...readView(new URLSearchParams()), preset })),
    })),
    ...saved.map(({ name, query }) => ({
      id: `saved view ${name}`,
      label: name,
      run: () => navigate(`/applications?${query}`),
    })),
  ]
}

/** Presses the button of that name on the page, which is about the application on the screen. */
export function hereActions(page: ParentNode, label: string): Action[] {
  const button = [...page.querySelectorAll<HTMLElement>('main button')].find(({ textContent }) => textContent === label)
  if (button === undefined) return []
  const run = () => {
    button.scrollIntoView({ block: 'nearest' })
    button.click()
  }
  return [{ id: 'copy curl', label, run }]
}

export function languageActions(t: Texts, choose: (wanted: Language) => void): Action[] {
  const others = (Object.keys(languageNames) as Language[]).filter((one) => one !== t.language) // its keys are the languages
  return others.map((one) => ({
    id: `language ${one}`,
    label: t('spotlight.language', { name: languageNames[one] }),
    run: () => choose(one),
  }))
}

export function idActions(t: Texts, text: string, navigate: Navigate): Action[] {
  const [, id] = /^#?([1-9]\d*)$/.exec(text) ?? []
  if (id === undefined) return []
  return [{ id, label: t('one.title', { id }), run: () => navigate(`/applications/${id}`) }]
}

export function typedActions(t: Texts, text: string, navigate: Navigate): Action[] {
  const to = (path: string, name: string) => () =>
    navigate(`${path}?${new URLSearchParams({ [name]: text }).toString()}`)
  return [
    { id: 'apply for', label: t('spotlight.apply', { text }), run: to('/apply', 'table') },
    { id: 'search', label: t('spotlight.find', { text }), run: to('/applications', 'q') },
  ]
}
