import { Alert, Radio, Stack } from '@mantine/core'
import { IconAlertTriangle } from '@tabler/icons-react'
import { useWatch } from 'react-hook-form'
import type { ApplyFormState } from '~/apply/values/apply-rules'
import classes from '~/apply/form/apply-fields.module.css'
import { PlaceFields } from '~/apply/form/place-fields'
import { SetAndAppFields } from '~/apply/form/set-and-app-fields'
import { SeveralTablesLink } from '~/apply/form/several-tables-link'
import { ServerIdsField } from '~/apply/server-ids/server-ids-field'
import { useT } from '~/i18n/i18n'
import { RadioField, SwitchField, TextField } from '~/ui/form/fields'

export function ApplyFields({ control, setValue }: Pick<ApplyFormState, 'control' | 'setValue'>) {
  const t = useT()
  const [scope, autoApprove] = useWatch({ control, name: ['scope', 'autoApprove'] })
  return (
    <>
      <SetAndAppFields control={control} setValue={setValue} />
      <RadioField control={control} name="scope" label={t('apply.scope')}>
        <div className={`${classes.choices} ${classes.oneLine}`}>
          <div className={classes.choice}>
            <Radio value="tables" label={t('apply.tables')} description={t('apply.tablesHint')} />
            <SeveralTablesLink control={control} />
          </div>
          <Radio value="servers" label={t('apply.servers')} description={t('apply.serversHint')} />
          <Radio value="all" label={t('apply.all')} description={t('apply.allHint')} color="red" />
        </div>
      </RadioField>
      {scope === 'all' ? (
        <Alert color="red" variant="light" icon={<IconAlertTriangle />} title={t('apply.allWarning')} role="note">
          <Stack gap="sm">
            {t('apply.allWarningText')}
            <TextField control={control} name="confirmation" label={t('apply.confirmation')} placeholder="ALL" />
            {autoApprove && (
              <TextField
                control={control}
                name="approvalConfirmation"
                label={t('apply.approvalConfirmation')}
                description={t('apply.approvalConfirmationHint')}
                placeholder="APPROVE"
              />
            )}
          </Stack>
        </Alert>
      ) : (
        <PlaceFields control={control} setValue={setValue} />
      )}
      {scope === 'servers' && <ServerIdsField control={control} />}
      <SwitchField
        control={control}
        name="autoApprove"
        className={classes.oneLine}
        label={t('apply.autoApprove')}
        description={t('apply.autoApproveHint')}
      />
      <TextField
        control={control}
        name="why"
        className={classes.beside}
        label={t('apply.why')}
        description={t('apply.whyHint')}
      />
    </>
  )
}
