import { Alert, Badge, createTheme, Modal, Paper } from '@mantine/core'

export const theme = createTheme({
  primaryColor: 'indigo',
  primaryShade: { light: 7, dark: 6 },
  defaultRadius: 'md',
  cursorType: 'pointer',
  fontFamily:
    'system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", "Noto Sans", "PingFang SC", "Microsoft YaHei", "Noto Sans SC", sans-serif',
  headings: { fontWeight: '650' },
  components: {
    // Status words are an interface: they are read as they are written.
    Badge: Badge.extend({ styles: { label: { textTransform: 'none' } } }),
    Alert: Alert.extend({ defaultProps: { variant: 'light', radius: 'md' } }),
    Paper: Paper.extend({ defaultProps: { radius: 'md' } }),
    Modal: Modal.extend({ styles: { title: { fontWeight: 650 } } }),
  },
})
