import { MantineProvider } from '@mantine/core'
import type { ReactNode } from 'react'
import { styleNonce } from '~/app/style-nonce'
import { cssVariables, theme } from '~/app/theme'

export function ThemeProvider({ children }: { children: ReactNode }) {
  return (
    <MantineProvider
      theme={theme}
      cssVariablesResolver={cssVariables}
      defaultColorScheme="auto"
      // Nothing here is shown or hidden by the width of the window, and the build writes the variables into index.html.
      withGlobalClasses={false}
      withCssVariables={!import.meta.env.PROD}
      getStyleNonce={styleNonce}
    >
      {children}
    </MantineProvider>
  )
}
