import { MantineProvider } from '@mantine/core'
import { QueryClientProvider } from '@tanstack/react-query'
import { render, screen, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { StrictMode, type ReactNode } from 'react'
import { createQueryClient } from '~/app/query-client'
import { theme } from '~/app/theme'
import { t } from '~/test/texts'
import { TextsProvider } from '~/i18n/i18n'
import { JournalProvider } from '~/record/react/journal-context'
import { openJournal } from '~/record/store/store'
import { accounts } from '~/mocks/world'
import { session } from '~/session/session'
import { SignIn } from '~/app/sign-in'

/** Where the form's applications go in component tests. */
export const destination = { name: 'Demo', applyAddress: 'http://OmsAddress/apply?cmd=10009' }

/** A desk in front of an OMS, where everybody signs in. */
export const realDesk = {
  environment: 'oms.example:80',
  omsHost: 'oms.example:80',
  applyAddress: 'http://oms.example/',
  signIn: 'person',
} as const

/** Renders as the app does: strict, signed in, with a journal of its own. */
export async function renderDesk(children: ReactNode) {
  const { token, username } = accounts[0]
  session.signIn({ token, username })
  const journal = await openJournal('test')
  const user = userEvent.setup()
  const { unmount } = render(
    <StrictMode>
      <TextsProvider texts={t}>
        <MantineProvider theme={theme} env="test" withCssVariables={false} withGlobalClasses={false}>
          <QueryClientProvider client={createQueryClient()}>
            <JournalProvider journal={journal}>
              {/* As the page's <main>: what goes with its press gives the focus to what is around it. */}
              <div tabIndex={-1}>{children}</div>
              <SignIn />
            </JournalProvider>
          </QueryClientProvider>
        </MantineProvider>
      </TextsProvider>
    </StrictMode>,
  )
  return { journal, user, unmount }
}

/** Signs in where the dialog has opened. */
export async function signInByHand(user: ReturnType<typeof userEvent.setup>) {
  const dialog = within(await screen.findByRole('dialog', { name: 'Sign in' }))
  await user.type(dialog.getByLabelText('Username'), 'demo')
  await user.type(dialog.getByLabelText('Password'), 'demo')
  await user.click(dialog.getByRole('button', { name: 'Sign in' }))
}
