import { Alert, Anchor, Button, Stack, Switch, Text } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { useState, type ReactNode } from 'react'
import { useForm } from 'react-hook-form'
import * as z from 'zod/mini'
import { useStop } from '~/actions/use-stop'
import { languageOf } from '~/i18n/language-of'
import { later, useT } from '~/i18n/i18n'
import { encodeToken } from '~/oms/access-token'
import { requestToken, SignInError } from '~/oms/token'
import { session, type SignInReason } from '~/session/session'
import { clip, explainNotSent, explainUnknown } from '~/wording/explain'
import { BusyButton } from '~/ui/form/busy-button'
import { formRules } from '~/ui/form/form-rules'
import { TextField } from '~/ui/form/fields'
import { typedText } from '~/ui/form/typed-text'
import { Dialog } from '~/ui/dialog/dialog'

/** Lies over the page, so that what is typed there survives an expired token. */
export function SignInDialog({ reason }: { reason: SignInReason }) {
  const t = useT()
  const [byToken, setByToken] = useState(false)
  const [keep, setKeep] = useState(false)
  const Form = byToken ? TokenForm : PasswordForm
  return (
    // A token may expire while another dialog is open.
    <Dialog onClose={session.closeDialog} title={t('app.signIn')} zIndex={300}>
      <Stack gap="md">
        <Text size="sm" c="dimmed">
          {t(`signIn.reason.${reason}`)}
        </Text>
        <Form keep={keep}>
          <Switch
            label={t('signIn.keep')}
            aria-label={t('signIn.keep')}
            description={t('signIn.keepHint')}
            checked={keep}
            onChange={(event) => setKeep(event.currentTarget.checked)}
          />
        </Form>
        <Anchor component="button" type="button" size="sm" onClick={() => setByToken(!byToken)}>
          {byToken ? t('signIn.usePassword') : t('signIn.useToken')}
        </Anchor>
      </Stack>
    </Dialog>
  )
}

/** `children` is the switch that says whether to `keep` the session. */
type FormProps = { keep: boolean; children: ReactNode }

const needed = z.string().check(z.minLength(1, { error: later('signIn.needed') }))
const credentials = z.object({ username: needed, password: needed })

function PasswordForm({ keep, children }: FormProps) {
  const t = useT()
  const { control, handleSubmit } = useForm({
    resolver: formRules(credentials),
    defaultValues: { username: '', password: '' },
  })
  const { newSignal } = useStop()
  const signIn = useMutation({
    mutationKey: ['sign in'],
    // The cache would otherwise keep the password for minutes.
    gcTime: 0,
    // The token is no result of the mutation: React would hold it for as long as it holds that.
    mutationFn: async ({ username, password }: z.infer<typeof credentials>) => {
      const signal = newSignal()
      const token = await requestToken({ username, password }, signal)
      if (!signal.aborted) session.signIn({ token, username }, keep)
    },
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
        {children}
        {signIn.error !== null && <SignInFailure error={signIn.error} />}
        <BusyButton type="submit" loading={signIn.isPending}>
          {t('app.signIn')}
        </BusyButton>
      </Stack>
    </form>
  )
}

/** In the form in which it travels: fronts let a header have some 8,000 characters. */
const longestToken = 4_000

const pastedToken = z.object({
  token: z.pipe(
    typedText,
    needed.check(
      z.refine((token) => encodeToken(token).length <= longestToken, { error: later('signIn.tokenTooLong') }),
    ),
  ),
})

function TokenForm({ keep, children }: FormProps) {
  const t = useT()
  const { control, handleSubmit } = useForm({ resolver: formRules(pastedToken), defaultValues: { token: '' } })
  return (
    <form noValidate onSubmit={(event) => void handleSubmit(({ token }) => session.signIn({ token }, keep))(event)}>
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
        {children}
        <Button type="submit">{t('app.signIn')}</Button>
      </Stack>
    </form>
  )
}

function SignInFailure({ error }: { error: Error }) {
  const t = useT()
  const failure = error instanceof SignInError ? error.failure : undefined
  if (failure?.kind === 'not sent') return <Alert color="yellow">{explainNotSent(t, failure, 'sign in')}</Alert>
  if (failure?.kind !== 'refused') {
    const isAnswer = failure?.why === 'answer'
    return (
      <Alert color="orange" title={t(isAnswer ? 'signIn.noToken' : 'signIn.noAnswer')} className="server-text">
        {explainUnknown(t, failure)}
      </Alert>
    )
  }
  const messages = clip(failure.messages.join('; ')) || t('outcome.noMessage')
  return (
    <Alert color="red" title={t('signIn.refused')}>
      <Text size="sm" className="server-text" lang={languageOf(messages)}>
        {messages}
      </Text>
      {failure.reason === 'whitelist' && <Text size="sm">{t('outcome.whitelist')}</Text>}
    </Alert>
  )
}
