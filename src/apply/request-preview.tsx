import { Code, Stack, Text } from '@mantine/core'
import { useWatch, type Control } from 'react-hook-form'
import { previewDraft, type ApplyValues } from '~/apply/apply-values'
import { t } from '~/i18n/i18n'
import type { ApplicationDraft } from '~/oms/application-draft'
import { applyBody } from '~/oms/backup'
import classes from '~/apply/request-preview.module.css'

/** In plain words and to the letter what "Submit application" will send, from the function that sends. */
export function RequestPreview({ control }: { control: Control<ApplyValues, unknown, ApplicationDraft> }) {
  const draft = previewDraft(useWatch({ control }) as ApplyValues) // partial only in its type: every field has a default
  return (
    <Stack gap={6} component="section" aria-label={t('apply.preview.title')} className={classes.preview}>
      <Text size="sm" fw={600}>
        {t('apply.preview.title')}
      </Text>
      {draft === undefined ? (
        <Text size="sm" c="dimmed">
          {t('apply.preview.incomplete')}
        </Text>
      ) : (
        <>
          <Text size="sm" className={classes.sentence}>
            {sentence(draft)}
          </Text>
          <Code block className={classes.json} tabIndex={0}>
            {applyBody(draft)}
          </Code>
        </>
      )}
    </Stack>
  )
}

/** What an application asks for, in one or two sentences. */
function sentence(draft: ApplicationDraft): string {
  const where = { set: draft.setId, app: draft.appId }
  const decision = draft.autoApprove ? t('apply.preview.autoApproved') : t('apply.preview.reviewed')
  const { target } = draft
  switch (target.scope) {
    case 'all':
      return `${t('apply.preview.all', where)} ${decision}`
    case 'servers': {
      const place = [
        ...(target.zoneId === '' ? [] : [t('review.zone', { zone: target.zoneId })]),
        ...(target.tableName === '' ? [] : [t('review.table', { table: target.tableName })]),
      ].join(', ')
      const narrowed = place === '' ? '' : ` ${t('apply.preview.narrowed', { place })}`
      return `${t('apply.preview.servers', { ...where, count: target.serverIds.length })}${narrowed} ${decision}`
    }
    case 'tables': {
      const names = { ...where, zone: target.zoneId, table: target.tableName }
      if (target.zoneId === '') return `${t('apply.preview.table', names)} ${decision}`
      if (target.tableName === '') return `${t('apply.preview.zone', names)} ${decision}`
      return `${t('apply.preview.tableInZone', names)} ${decision}`
    }
  }
}
