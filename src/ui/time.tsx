import type { ReactNode } from 'react'
import { useT } from '~/i18n/i18n'
import { formatTime, formatWhole } from '~/ui/format'

/** A time, or a sentence that names it, with the whole of it and its zone in its title. `at`: UTC, ISO 8601. */
export function Time({ at, children }: { at: string; children?: ReactNode }) {
  const t = useT()
  return (
    <time dateTime={at} title={formatWhole(t, at)}>
      {children ?? formatTime(t, at)}
    </time>
  )
}
