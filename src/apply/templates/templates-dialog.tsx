import { Alert, Button, Stack, Text } from '@mantine/core'
import { useState } from 'react'
import { drafts } from '~/apply/draft/draft'
import {
  linkOfTemplate,
  templateOfForm,
  templateOfRows,
  type ReadyRows,
  type Unnamed,
} from '~/apply/templates/template'
import { useT, type Texts } from '~/i18n/i18n'
import { exportName, exportText } from '~/record/transfer/export-file'
import { isTemplate, type Template } from '~/record/named'
import { useJournal } from '~/record/react/journal-context'
import { NamedList } from '~/record/react/named-list'
import { SaveAs } from '~/record/react/save-as'
import { useNamed } from '~/record/react/use-named'
import { Dialog } from '~/ui/dialog/dialog'
import { saveFile } from '~/ui/save-file'
import { firstServers, targetText } from '~/wording/target-lines'

type Props = { mode: 'one' | 'many'; ready: ReadyRows; onClose: () => void }

/** Saves what stands in the form or the table as a template, and offers those that there are. */
export function TemplatesDialog({ mode, ready, onClose }: Props) {
  const t = useT()
  const journal = useJournal()
  const templates = useNamed().filter(isTemplate)
  const [made] = useState(() =>
    mode === 'one' ? templateOfForm(drafts.read(journal.name).values) : templateOfRows(ready.current?.() ?? []),
  )
  const save = () => {
    const now = new Date().toISOString()
    const text = exportText(journal.environment, now, [], templates)
    saveFile(exportName(journal.environment, now, 'json'), 'application/json', [text])
  }
  return (
    <Dialog title={t('named.templates')} onClose={onClose} size="lg">
      <Stack gap="lg">
        <NamedList
          label={t('named.templates')}
          none={t('named.noTemplates')}
          list={templates}
          hrefOf={({ name }) => `/apply?${new URLSearchParams({ template: name })}`}
          aboutOf={(template) => about(t, template)}
          linkOf={linkOfTemplate}
          onExport={save}
          onChosen={onClose}
        />
        <Save made={made} />
        {templates.length > 0 && (
          <Stack gap={6} align="flex-start">
            <Button variant="default" size="compact-sm" onClick={save}>
              {t('named.export')}
            </Button>
            <Text size="xs" c="dimmed">
              {t('named.exportHint')}
            </Text>
          </Stack>
        )}
      </Stack>
    </Dialog>
  )
}

function Save({ made }: { made: Unnamed }) {
  const t = useT()
  if ('cannot' in made) {
    const why = t(`named.cannot.${made.cannot}`)
    if (made.cannot === 'empty form' || made.cannot === 'empty table') return <Text size="sm">{why}</Text>
    return <Alert color="orange">{why}</Alert>
  }
  const { template, hasApproval } = made
  return (
    <SaveAs
      label={template.kind === 'form' ? t('named.saveForm') : t('named.saveRows', { count: template.rows.length })}
      hint={t.sentences([t('named.saveHint'), ...(hasApproval ? [t('named.noApproval')] : [])])}
      example={t('named.example')}
      named={(name) => ({ ...template, name })}
    />
  )
}

/** What a template asks for, in one line. */
function about(t: Texts, template: Template): string {
  if (template.kind === 'form') {
    const { serverIds, zoneId, tableName, ...rest } = template.rows[0]
    const place = { zoneId, tableName }
    const target =
      serverIds === ''
        ? { scope: 'tables' as const, ...place }
        : { scope: 'servers' as const, ...place, serverIds: serverIds.split('\n') }
    return targetText(t, { ...rest, setId: rest.setId || '-', target })
  }
  const names = [...new Set(template.rows.map(({ tableName }) => tableName).filter((name) => name !== ''))]
  return t.list([
    t('named.rows', { count: template.rows.length }),
    ...(names.length === 0 ? [] : [firstServers(t, names)]),
  ])
}
