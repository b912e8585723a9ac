import { useSession } from '~/session/session'
import { lazyPart } from '~/ui/lazy-part'

const SignInDialog = lazyPart(async () => (await import('~/app/sign-in-dialog')).SignInDialog)

export function SignIn() {
  const { dialog } = useSession()
  return dialog !== undefined && <SignInDialog reason={dialog} />
}
