import { useState } from 'react'
import { useSession } from '~/session/session'
import { lazyPart } from '~/ui/lazy-part'

const SignInDialog = lazyPart(async () => (await import('~/app/sign-in-dialog')).SignInDialog)

/** The sign-in, from when it is first needed: a dialog that is taken away while it is open can't give the focus back. */
export function SignIn() {
  const { dialog } = useSession()
  const [isNeeded, setIsNeeded] = useState(dialog !== undefined)
  if (!isNeeded && dialog !== undefined) setIsNeeded(true)
  return isNeeded && <SignInDialog />
}
