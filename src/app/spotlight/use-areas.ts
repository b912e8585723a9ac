import { useComputedColorScheme, useMantineColorScheme } from '@mantine/core'
import { useState } from 'react'
import { useLocation } from 'wouter'
import {
  hereActions,
  idActions,
  languageActions,
  matching,
  pageActions,
  typedActions,
  viewActions,
  type Action,
  type Area,
} from '~/app/spotlight/actions'
import { useChooseLanguage } from '~/i18n/choose-language'
import { useT } from '~/i18n/i18n'
import { isView } from '~/record/named'
import { useNamed } from '~/record/react/use-named'
import { visibleText } from '~/ui/text/visible-text'
import { session, useSession } from '~/session/session'

/** What can be done now, as far as it is meant by what is typed, area by area. */
export function useAreas(query: string): Area[] {
  const t = useT()
  const [, navigate] = useLocation()
  const [here] = useState(() => hereActions(document, t('apply.preview.copyCurl')))
  const desk = [...languageActions(t, useChooseLanguage()), ...useColourScheme(), ...usePerson()]
  const text = visibleText(query)
  const meant = matching(
    [
      { area: 'here', actions: here },
      { area: 'goTo', actions: [...idActions(t, text, navigate), ...pageActions(t, navigate)] },
      { area: 'views', actions: viewActions(t, useNamed().filter(isView), navigate) },
      { area: 'desk', actions: desk },
    ],
    text,
  )
  return text === '' ? meant : [...meant, { area: 'typed', actions: typedActions(t, text, navigate) }]
}

function useColourScheme(): Action[] {
  const t = useT()
  const { setColorScheme } = useMantineColorScheme()
  const next = useComputedColorScheme('light') === 'dark' ? 'light' : 'dark'
  return [{ id: `colour scheme ${next}`, label: t(`spotlight.${next}`), run: () => setColorScheme(next) }]
}

function usePerson(): Action[] {
  const t = useT()
  const { session: person } = useSession()
  if (person === undefined) return [{ id: 'sign in', label: t('app.signIn'), run: session.openDialog }]
  return session.isShared() ? [] : [{ id: 'sign out', label: t('app.signOut'), run: session.signOut }]
}
