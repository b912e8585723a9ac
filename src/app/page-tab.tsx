import { useMantineTheme } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useEffect } from 'react'
import { useLocation, useRoute } from 'wouter'
import { showInIcon } from '~/app/page-icon'
import { pageTitle } from '~/app/page-title'
import { useT } from '~/i18n/i18n'
import { useJournal } from '~/record/react/journal-context'
import { journalQueries } from '~/record/react/queries'

type Props = {
  /** What people call it. */
  environment: string
  /** Its colour, by its name in the theme. */
  colour: string | undefined
}

const readPicture = async () => (await fetch(`${import.meta.env.BASE_URL}favicon.svg`)).text()

export function PageTab({ environment, colour }: Props) {
  const t = useT()
  const journal = useJournal()
  const [location] = useLocation()
  const [isOne, one] = useRoute('/applications/:key')
  const fill = useMantineTheme().colors[colour ?? '']?.[9]
  const { data: pending = 0 } = useQuery(journalQueries.pending(journal))
  // Its page asks again while it changes.
  const shown = useQuery({ ...journalQueries.one(journal, one?.key ?? ''), enabled: isOne, refetchInterval: false })
  const { data: picture } = useQuery({ queryKey: ['icon'], queryFn: readPicture, enabled: fill !== undefined })
  const application = isOne ? shown.data?.application : undefined
  const title = pageTitle(t, { location, application, pending, environment })
  useEffect(() => {
    document.title = title
  }, [title])
  useEffect(() => showInIcon({ count: pending, fill, picture }), [pending, fill, picture])
  return null
}
