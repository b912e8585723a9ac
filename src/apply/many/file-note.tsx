import { Alert, Text } from '@mantine/core'
import type { FileText } from '~/apply/table/read-table-file'
import { useT } from '~/i18n/i18n'

export function FileNote({ name, file }: { name: string; file: FileText }) {
  const t = useT()
  switch (file.kind) {
    case 'text':
      return (
        <Text size="sm" c="dimmed" role="status" className="server-text">
          {t('many.opened', { name, encoding: file.encoding })}
        </Text>
      )
    case 'empty':
      return (
        <Alert color="yellow" className="server-text">
          {t('many.emptyFile', { name })}
        </Alert>
      )
    case 'unreadable':
    case 'too large':
      return (
        <Alert color="red" className="server-text">
          {t(file.kind === 'unreadable' ? 'many.unreadableFile' : 'many.largeFile', { name })}
        </Alert>
      )
  }
}
