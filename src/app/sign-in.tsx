import { useSession } from '~/session/session'
import { lazyPart } from '~/ui/lazy-part'

const SignInDialog = lazyPart(async () => (await import('~/app/sign-in-dialog')).SignInDialog)

/** The sign-in, while it is needed. */
export function SignIn() {
  const { dialog } = useSession()
  return dialog !== undefined && <SignInDialog reason={dialog} />
}
