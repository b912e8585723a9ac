import { Alert } from '@mantine/core'
import { Suspense, useEffect, useState } from 'react'
import classes from '~/app/shell.module.css'
import { t } from '~/i18n/i18n'
import { useSession } from '~/session/session'
import { lazyPart } from '~/ui/lazy-part'
import { onceIdle } from '~/ui/likely'

// Not needed for the first screen, unless nobody is signed in.
const SignInDialog = lazyPart(async () => (await import('~/session/sign-in-dialog')).SignInDialog, Missing)

function Missing() {
  const { dialog } = useSession()
  if (dialog === undefined) return null
  return (
    <Alert color="red" className={classes.missing}>
      {t('apply.unavailable')}
    </Alert>
  )
}

/** The sign-in. Rendered before it opens where that can be, so that closing it brings the focus back to where it was. */
export function SignIn() {
  const { dialog } = useSession()
  const [isNeeded, setIsNeeded] = useState(dialog !== undefined)
  // It stays from then on: a dialog that is taken away while it is open can't close.
  if (!isNeeded && dialog !== undefined) setIsNeeded(true)
  useEffect(() => onceIdle(() => setIsNeeded(true)), [])
  if (!isNeeded) return null
  return (
    <Suspense>
      <SignInDialog />
    </Suspense>
  )
}
