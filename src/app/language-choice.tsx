import { useEffect, useState } from 'react'
import classes from '~/app/shell.module.css'
import { useChangeLanguage, useT } from '~/i18n/i18n'
import { rememberedLanguage, rememberLanguage, servedLanguage, type Language } from '~/i18n/language'

/** Each language by its own name. */
const names: Record<Language, string> = { en: 'English', 'zh-CN': '中文' }

/** The language of the page, remembered in this browser. */
export function LanguageChoice({ disabled }: { disabled: boolean }) {
  const t = useT()
  const changeLanguage = useChangeLanguage()
  const [isFailed, setIsFailed] = useState(false)
  const choose = async (wanted: Language) => {
    try {
      await changeLanguage(wanted)
      rememberLanguage(wanted)
      setIsFailed(false)
    } catch {
      setIsFailed(true)
    }
  }
  // A static host serves English to everybody.
  useEffect(() => {
    changeLanguage(rememberedLanguage() ?? servedLanguage()).catch(() => {})
  }, [changeLanguage])
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
        disabled={disabled}
        value={t.language}
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
