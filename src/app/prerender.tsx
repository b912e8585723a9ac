import { StrictMode, type ReactNode } from 'react'
import { MantineProvider } from '@mantine/core'
import { prerender } from 'react-dom/static'
import { App } from '~/app/app'
import { createQueryClient } from '~/app/query-client'
import { cssVariables, theme } from '~/app/theme'
import { startLanguage } from '~/i18n/i18n'
import type { Language } from '~/i18n/preferred-language'
import type { Journal } from '~/journal/store'

// A render without a browser has no effects and reads nothing from it; the form asks for its name.
const noJournal = { name: '' } as Journal

async function render(node: ReactNode): Promise<string> {
  // In one piece: what React would put in later by a script, a page without scripts does not show.
  const { prelude } = await prerender(node, { progressiveChunkSize: Infinity })
  return new Response(prelude).text()
}

/** The theme as a style element. The page does not work it out again at each start. */
export function prerenderedTheme(): Promise<string> {
  return render(<MantineProvider theme={theme} cssVariablesResolver={cssVariables} withGlobalClasses={false} />)
}

/** The start page as the build knows it: nothing of the environment, who is signed in, or what this browser has recorded. */
export async function prerenderedPage(language: Language): Promise<string> {
  await startLanguage(language)
  const markup = await render(
    <StrictMode>
      <App
        desk={undefined}
        journal={noJournal}
        queryClient={createQueryClient()}
        resetDemo={import.meta.env.MODE === 'demo' ? () => Promise.resolve() : undefined}
        address={`${import.meta.env.BASE_URL}apply`}
      />
    </StrictMode>,
  )
  // A quote inside a text is an entity by now.
  return markup.replaceAll(' style="', ' data-style="')
}
