import { useMutation } from '@tanstack/react-query'
import { useChangeLanguage } from '~/i18n/i18n'
import { rememberLanguage, type Language } from '~/i18n/language'

/** The mutation by which a person chooses a language. */
export const choosingLanguage = ['language']

/** Draws the page in a language that a person has chosen, and remembers it in this browser. */
export function useChooseLanguage() {
  const changeLanguage = useChangeLanguage()
  return useMutation({
    mutationKey: choosingLanguage,
    mutationFn: async (wanted: Language) => {
      await changeLanguage(wanted)
      rememberLanguage(wanted)
    },
  }).mutate
}
