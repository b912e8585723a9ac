import { Paper, Text, Title } from '@mantine/core'
import type { ReactNode } from 'react'
import classes from '~/app/help/help-page.module.css'
import { KeyList } from '~/app/keyboard/key-list'
import { useT } from '~/i18n/i18n'
import { applicationStatuses } from '~/record/application'
import { backupStates } from '~/record/backup'
import { recordVersion } from '~/record/store/database'
import { BackupBadge } from '~/wording/backup-badge'
import { StatusBadge } from '~/wording/status-badge'

const promises = ['once', 'kept', 'honest', 'apart', 'token'] as const

export function HelpPage() {
  const t = useT()
  return (
    <>
      <Title order={1} size="h3" mb="md">
        {t('app.help')}
      </Title>
      <div className={classes.columns}>
        <div className={classes.column}>
          <Part name="statuses">
            <dl className={classes.terms}>
              {applicationStatuses.map((status) => (
                <Term key={status} name={<StatusBadge status={status} />} text={t(`review.meaning.${status}`)} />
              ))}
            </dl>
          </Part>
          <Part name="backups">
            <Text size="sm">{t('help.source')}</Text>
            <dl className={classes.terms}>
              {backupStates.map((state) => (
                <Term key={state} name={<BackupBadge state={state} />} text={t(`help.backup.${state}`)} />
              ))}
            </dl>
          </Part>
        </div>
        <div className={classes.column}>
          <Part name="promises">
            <ul className={classes.list}>
              {promises.map((promise) => (
                <li key={promise}>{t(`help.promise.${promise}`)}</li>
              ))}
            </ul>
          </Part>
          <Part name="keys">
            <KeyList />
          </Part>
          <Part name="versions">
            <ul className={classes.list}>
              <li>{t('help.desk', { version: __APP_VERSION__ })}</li>
              <li>{t('help.record', { version: recordVersion })}</li>
              <li>{t('help.browsers')}</li>
            </ul>
          </Part>
        </div>
      </div>
    </>
  )
}

type PartProps = { name: 'statuses' | 'backups' | 'promises' | 'keys' | 'versions'; children: ReactNode }

function Part({ name, children }: PartProps) {
  const t = useT()
  return (
    <Paper withBorder p="lg" component="section" aria-labelledby={`help-${name}`}>
      <Title order={2} size="h4" mb="sm" id={`help-${name}`}>
        {t(`help.${name}`)}
      </Title>
      {children}
    </Paper>
  )
}

function Term({ name, text }: { name: ReactNode; text: string }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{text}</dd>
    </div>
  )
}
