import { zodResolver } from '@hookform/resolvers/zod'
import { Alert, Anchor, Button, Modal, Stack, Text } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { useForm } from 'react-hook-form'
import * as z from 'zod/mini'
import { t } from '~/i18n/i18n'
import { requestToken, SignInError } from '~/oms/token'
import { session, useSession } from '~/session/session'
import { TextField } from '~/ui/fields'

/** Lies over the page, so that what is typed there survives an expired token. */
export function SignInDialog() {
  const { dialogOpen } = useSession()
  return (
    <Modal
      opened={dialogOpen}
      onClose={session.closeDialog}
      title={t('signIn.title')}
      closeButtonProps={{ 'aria-label': t('signIn.close') }}
      centered
      // A token may expire while another dialog is open.
      zIndex={300}
    >
      <SignInWays />
    </Modal>
  )
}

function SignInWays() {
  const [byToken, setByToken] = useState(false)
  return (
    <Stack gap="md">
      <Text size="sm" c="dimmed">
        {t('signIn.reason')}
      </Text>
      {byToken ? <TokenForm /> : <PasswordForm />}
      <Anchor component="button" type="button" size="sm" onClick={() => setByToken(!byToken)}>
        {byToken ? t('signIn.usePassword') : t('signIn.useToken')}
      </Anchor>
    </Stack>
  )
}

const needed = z.string().check(z.minLength(1, { error: () => t('signIn.needed') }))
const credentials = z.object({ username: needed, password: needed })

function PasswordForm() {
  const { control, handleSubmit } = useForm({
    resolver: zodResolver(credentials),
    defaultValues: { username: '', password: '' },
  })
  const signIn = useMutation({
    mutationKey: ['sign in'],
    // The cache would otherwise keep the password for minutes.
    gcTime: 0,
    mutationFn: requestToken,
    onSuccess: (token, { username }) => session.signIn({ token, username }),
  })
  return (
    <form noValidate onSubmit={(event) => void handleSubmit((values) => signIn.mutate(values))(event)}>
      <Stack gap="md">
        <TextField
          control={control}
          name="username"
          label={t('signIn.username')}
          autoComplete="username"
          data-autofocus
        />
        <TextField
          type="password"
          control={control}
          name="password"
          label={t('signIn.password')}
          autoComplete="current-password"
        />
        {signIn.error !== null && <SignInFailure error={signIn.error} />}
        <Button type="submit" loading={signIn.isPending}>
          {t('signIn.submit')}
        </Button>
      </Stack>
    </form>
  )
}

const pastedToken = z.object({
  token: z.pipe(
    z.string(),
    z.pipe(
      z.transform((text: string) => text.trim()),
      needed,
    ),
  ),
})

function TokenForm() {
  const { control, handleSubmit } = useForm({ resolver: zodResolver(pastedToken), defaultValues: { token: '' } })
  return (
    <form noValidate onSubmit={(event) => void handleSubmit(({ token }) => session.signIn({ token }))(event)}>
      <Stack gap="md">
        <TextField
          type="password"
          control={control}
          name="token"
          label={t('signIn.token')}
          description={t('signIn.tokenHint')}
          autoComplete="off"
          data-autofocus
        />
        <Button type="submit">{t('signIn.submit')}</Button>
      </Stack>
    </form>
  )
}

function SignInFailure({ error }: { error: Error }) {
  if (!(error instanceof SignInError) || error.reason === 'no answer') {
    return <Alert color="orange">{t('signIn.noAnswer')}</Alert>
  }
  return (
    <Alert color="red" title={t('signIn.refused')}>
      <Text size="sm" className="server-text">
        {error.messages.join('; ')}
      </Text>
      {error.reason === 'whitelist' && <Text size="sm">{t('outcome.whitelist')}</Text>}
    </Alert>
  )
}
