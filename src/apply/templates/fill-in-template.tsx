import { Alert } from '@mantine/core'
import { useEffect, useState, type ReactNode } from 'react'
import { useLocation } from 'wouter'
import { drafts, replaced } from '~/apply/draft/draft'
import { rowsDraft, type RowsOrigin } from '~/apply/draft/rows-draft'
import { readRowsLink, type LinkRefusal } from '~/apply/templates/rows-link'
import { textOfRows, valuesOfTemplate } from '~/apply/templates/template'
import { useT, type Texts } from '~/i18n/i18n'
import { isTemplate } from '~/record/named'
import { useJournal } from '~/record/react/journal-context'
import { keptNamed } from '~/record/react/use-named'

type Props = { search: string; children: ReactNode }

/**
 * `?template=<name>` of this browser, or `?rows=<table>` of a link: fills in the form or the table of Many at once and is used up,
 * as any link that fills in the form. It never submits. Where there is nothing to fill in, the form stands below the reason.
 */
export function FillInTemplate({ search, children }: Props) {
  const t = useT()
  const { name } = useJournal()
  const [, navigate] = useLocation()
  const [found] = useState(() => find(t, name, new URLSearchParams(search)))
  useEffect(() => {
    if ('refused' in found) return
    found.fill()
    navigate(found.address, { replace: true })
  }, [found, navigate])
  if (!('refused' in found)) return null
  return (
    <>
      <Alert color="yellow" m="md" mb={0}>
        {t(`named.notFilledIn.${found.refused}`)}
      </Alert>
      {children}
    </>
  )
}

type FoundTemplate = { address: string; fill: () => void } | { refused: LinkRefusal | 'missing' }

function find(t: Texts, journalName: string, query: URLSearchParams): FoundTemplate {
  const intoTable = (text: string, origin: Pick<RowsOrigin, 'template' | 'linked' | 'notInForm'>): FoundTemplate => ({
    address: '/apply/many',
    fill: () => rowsDraft.fill(journalName, text, origin),
  })
  const [rows, ...more] = query.getAll('rows')
  if (rows !== undefined) {
    const notInForm = [...new Set(query.keys())].filter((name) => name !== 'rows' || more.length > 0)
    const read = readRowsLink(t, rows)
    return 'refused' in read ? read : intoTable(read.text, { linked: true, notInForm })
  }
  const name = query.get('template') ?? ''
  const template = keptNamed(journalName)
    .filter(isTemplate)
    .find((one) => one.name === name)
  if (template === undefined) return { refused: 'missing' }
  if (template.kind === 'table') return intoTable(textOfRows(template.rows), { template: name })
  const next = { values: valuesOfTemplate(template), template: name }
  return { address: '/apply', fill: () => drafts.write(journalName, replaced(drafts.read(journalName), next)) }
}
