import { Alert, createTheme, Paper, type CSSVariablesResolver } from '@mantine/core'

export const theme = createTheme({
  primaryColor: 'indigo',
  primaryShade: { light: 7, dark: 8 },
  defaultRadius: 'md',
  respectReducedMotion: true,
  cursorType: 'pointer',
  fontFamily:
    'system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", "Noto Sans", "PingFang SC", "Microsoft YaHei", "Noto Sans SC", sans-serif',
  headings: { fontWeight: '650' },
  components: {
    Alert: Alert.extend({ defaultProps: { variant: 'light', radius: 'md' } }),
    Paper: Paper.extend({ defaultProps: { radius: 'md' } }),
    // By name alone: the first screen has no dialog, and need not load what they are made of.
    // Its own way to hold the page still has the browser look up every style of the page anew.
    Modal: { defaultProps: { lockScroll: false }, styles: { title: { fontWeight: 650 } } },
    // A dialog's <header> would count as a second banner of the page.
    ModalHeader: { defaultProps: { role: 'presentation' } },
  },
})

const statusColours = ['blue', 'gray', 'grape', 'green', 'indigo', 'orange', 'red', 'teal', 'yellow']

/** Where Mantine's own colours fall short of a contrast of 4.5 to 1. */
export const cssVariables: CSSVariablesResolver = () => ({
  variables: {},
  light: {
    '--mantine-color-dimmed': 'var(--mantine-color-gray-7)',
    '--mantine-color-error': 'var(--mantine-color-red-9)',
    '--mantine-color-anchor': 'var(--mantine-color-indigo-8)',
    ...Object.fromEntries(
      statusColours.map((colour) => [
        `--mantine-color-${colour}-light-color`,
        `color-mix(in srgb, var(--mantine-color-${colour}-9), black 30%)`,
      ]),
    ),
  },
  dark: {
    '--mantine-color-dimmed': 'var(--mantine-color-dark-1)',
    '--mantine-color-error': 'var(--mantine-color-red-4)',
    '--mantine-color-anchor': 'var(--mantine-color-indigo-3)',
  },
})
