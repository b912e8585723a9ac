import { Alert, Paper, Stack, Text, Title } from '@mantine/core'
import { useId, type ReactNode } from 'react'
import { useT } from '~/i18n/i18n'
import { zoneTitle } from '~/ui/format'
import { leaveFocus } from '~/ui/leave-focus'

type Props = {
  text: string
  lookUp: ReactNode
  /** Names, for what is disabled meanwhile, the words that say why. */
  reasonId: string
  waitUntil: string | undefined
  failed: boolean
  children: ReactNode
}

/** The frame around the ways to end what is unknown: looking it up first, then what a person may say, once nothing can be running any more. */
export function ResolvePanel({ text, lookUp, reasonId, waitUntil, failed, children }: Props) {
  const t = useT()
  const title = useId()
  return (
    <Paper
      ref={leaveFocus}
      withBorder
      p="lg"
      bd="1px solid orange.6"
      component="section"
      aria-labelledby={title}
      className="not-printed"
    >
      <Stack gap="md">
        <div>
          <Title order={2} size="h4" id={title}>
            {t('resolve.title')}
          </Title>
          <Text size="sm">{text}</Text>
        </div>
        {lookUp}
        {waitUntil !== undefined && (
          <Text size="sm" fw={600} role="status" id={reasonId} title={zoneTitle(t)}>
            {t('resolve.running', { time: waitUntil })}
          </Text>
        )}
        {children}
        {failed && <Alert color="red">{t('resolve.notSaved')}</Alert>}
      </Stack>
    </Paper>
  )
}
