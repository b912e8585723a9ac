import { useState } from 'react'
import { ApplyPanel } from '~/app/apply-screen'
import classes from '~/app/shell.module.css'
import { changeLanguage, t, useLanguage } from '~/i18n/i18n'
import { rememberLanguage, type Language } from '~/i18n/preferred-language'
import { isFormBuilt, whenFormTaken } from '~/ui/built-page'

/** Each language by its own name. */
const names: Record<Language, string> = { en: 'English', 'zh-CN': '中文' }

/** The language of the page, remembered in this browser. */
export function LanguageChoice() {
  const language = useLanguage()
  const [isFailed, setIsFailed] = useState(false)
  const choose = async (wanted: Language) => {
    try {
      // Drawn in another language, the form of the build could not be taken over with what was typed into it.
      if (isFormBuilt()) await ApplyPanel.fetch().then(whenFormTaken)
      await changeLanguage(wanted)
      rememberLanguage(wanted)
      document.documentElement.lang = wanted
      setIsFailed(false)
    } catch {
      setIsFailed(true)
    }
  }
  return (
    <>
      {isFailed && (
        <span role="alert" className={classes.failed}>
          {t('app.languageFailed')}
        </span>
      )}
      <select
        aria-label={t('app.language')}
        className={classes.language}
        value={language}
        onChange={({ currentTarget }) => void choose(currentTarget.value as Language)} // one of the options
      >
        {Object.entries(names).map(([one, name]) => (
          <option key={one} value={one} lang={one}>
            {name}
          </option>
        ))}
      </select>
    </>
  )
}
