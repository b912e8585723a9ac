import { useLayoutEffect, useState } from 'react'
import { deskName, type Desk } from '~/app/desk'
import '~/app/print.css'
import { useT } from '~/i18n/i18n'
import { useSession } from '~/session/session'
import { timeFormat } from '~/ui/format'
import { useIsPrinting } from '~/ui/use-is-printing'

const exact = timeFormat({
  day: 'numeric',
  month: 'short',
  year: 'numeric',
  hour: '2-digit',
  minute: '2-digit',
  timeZoneName: 'short',
})

export function PrintHead({ desk }: { desk: Desk }) {
  return useIsPrinting() ? <Head desk={desk} /> : null
}

function Head({ desk }: { desk: Desk }) {
  const t = useT()
  const { session: person } = useSession()
  const [now] = useState(() => new Date())
  const who = person === undefined ? t('print.nobody') : (person.username ?? t('print.token'))
  const from = `${t('app.name')} ${__APP_VERSION__} · ${deskName(t, desk)}`
  const by = t('print.by', { time: exact(t, now), who })
  useLayoutEffect(() => {
    // At the foot of each page, where the browser has margin boxes.
    document.documentElement.style.setProperty('--printed', JSON.stringify(`${from} · ${by}`))
  }, [from, by])
  return (
    <div className="print-head">
      <strong>{from}</strong>
      <div>{by}</div>
      <div>{window.location.href}</div>
    </div>
  )
}
