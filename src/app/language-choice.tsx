import { useMutationState } from '@tanstack/react-query'
import { useEffect } from 'react'
import classes from '~/app/shell.module.css'
import { choosingLanguage, useChooseLanguage } from '~/i18n/choose-language'
import { useChangeLanguage, useT } from '~/i18n/i18n'
import { languageNames, rememberedLanguage, servedLanguage, type Language } from '~/i18n/language'

export function LanguageChoice({ disabled }: { disabled: boolean }) {
  const t = useT()
  const changeLanguage = useChangeLanguage()
  const choose = useChooseLanguage()
  const choices = useMutationState({ filters: { mutationKey: choosingLanguage }, select: ({ state }) => state.status })
  // A static host serves English to everybody.
  useEffect(() => {
    changeLanguage(rememberedLanguage() ?? servedLanguage()).catch(() => {})
  }, [changeLanguage])
  return (
    <>
      {choices.at(-1) === 'error' && (
        <span role="alert" className={classes.failed}>
          {t('app.languageFailed')}
        </span>
      )}
      <select
        aria-label={t('app.language')}
        className={classes.language}
        disabled={disabled}
        value={t.language}
        onChange={({ currentTarget }) => choose(currentTarget.value as Language)} // one of the options
      >
        {Object.entries(languageNames).map(([one, name]) => (
          <option key={one} value={one} lang={one}>
            {name}
          </option>
        ))}
      </select>
    </>
  )
}
