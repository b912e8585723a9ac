import { useEffect, useEffectEvent, useState } from 'react'
import classes from '~/app/shell.module.css'
import { changeLanguage, t, useLanguage } from '~/i18n/i18n'
import { rememberedLanguage, rememberLanguage, type Language } from '~/i18n/language'

/** Each language by its own name. */
const names: Record<Language, string> = { en: 'English', 'zh-CN': '中文' }

/** The language of the page, remembered in this browser. */
export function LanguageChoice({ disabled }: { disabled: boolean }) {
  const language = useLanguage()
  const [isFailed, setIsFailed] = useState(false)
  const change = async (wanted: Language) => {
    try {
      await changeLanguage(wanted)
      document.documentElement.lang = wanted
      setIsFailed(false)
      return true
    } catch {
      setIsFailed(true)
      return false
    }
  }
  const choose = async (wanted: Language) => {
    if (await change(wanted)) rememberLanguage(wanted)
  }
  // A static host serves English to everybody.
  const onStart = useEffectEvent(() => {
    const remembered = rememberedLanguage()
    if (remembered !== undefined && remembered !== language) void change(remembered)
  })
  useEffect(() => onStart(), [])
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
