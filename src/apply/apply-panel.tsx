import { Group, Paper, Tabs, Title } from '@mantine/core'
import { useRef } from 'react'
import { useLocation, useSearch } from 'wouter'
import classes from '~/apply/apply-panel.module.css'
import { ApplyForm } from '~/apply/form/apply-form'
import { readLink } from '~/apply/draft/apply-link'
import type { ReadyRows } from '~/apply/templates/template'
import { TemplatesButton } from '~/apply/templates/templates-button'
import type { Destination } from '~/apply/values/destination'
import { useT } from '~/i18n/i18n'
import { lazyPart } from '~/ui/lazy-part'

const FillIn = lazyPart(async () => (await import('~/apply/form/fill-in')).FillIn)
const FillInTemplate = lazyPart(async () => (await import('~/apply/templates/fill-in-template')).FillInTemplate)
const ManyForm = lazyPart(async () => (await import('~/apply/many/many-form')).ManyForm)
const BatchProgress = lazyPart(async () => (await import('~/apply/many/batch-progress')).BatchProgress)

type Props = {
  /** Unknown to the build. */
  destination: Destination | undefined
  mode: 'one' | 'many'
  /** The table of applications to show instead of the form for a new one. */
  batch?: string | undefined
}

/** The two ways to apply, as tabs with addresses of their own. */
export function ApplyPanel({ destination, mode, batch }: Props) {
  const t = useT()
  const [, navigate] = useLocation()
  const search = useSearch()
  const query = new URLSearchParams(search)
  const readyRows: ReadyRows = useRef(null)
  const forms = (
    <>
      <Tabs.Panel value="one">
        <One destination={destination} />
      </Tabs.Panel>
      <Tabs.Panel value="many" className={classes.many}>
        {destination !== undefined &&
          (batch === undefined ? (
            <ManyForm destination={destination} readyRows={readyRows} />
          ) : (
            <BatchProgress key={batch} id={batch} />
          ))}
      </Tabs.Panel>
    </>
  )
  return (
    <Paper withBorder className={classes.panel}>
      <Tabs value={mode} onChange={(next) => navigate(next === 'many' ? '/apply/many' : '/apply')} keepMounted={false}>
        <div className={classes.head}>
          <Group className={classes.title} gap="xs">
            <Title order={1} size="h3" id="apply-title">
              {t('apply.form')}
            </Title>
            <TemplatesButton mode={mode} ready={readyRows} disabled={destination === undefined} />
          </Group>
          <Tabs.List className={classes.tabs}>
            <Tabs.Tab value="one" disabled={destination === undefined}>
              {t('apply.one')}
            </Tabs.Tab>
            <Tabs.Tab value="many" disabled={destination === undefined}>
              {t('apply.many')}
            </Tabs.Tab>
          </Tabs.List>
        </div>
        {query.has('template') || query.has('rows') ? (
          <FillInTemplate key={search} search={search}>
            {forms}
          </FillInTemplate>
        ) : (
          forms
        )}
      </Tabs>
    </Paper>
  )
}

function One({ destination }: Pick<Props, 'destination'>) {
  const search = useSearch()
  const query = new URLSearchParams(search)
  if (!query.has('again') && readLink(search) === undefined) return <ApplyForm destination={destination} />
  return <FillIn key={search} search={search} destination={destination} />
}
