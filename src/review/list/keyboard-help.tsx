import { Kbd, Table } from '@mantine/core'
import '@mantine/core/styles/Kbd.css'
import '@mantine/core/styles/Table.css'
import { useT } from '~/i18n/i18n'
import { Dialog } from '~/ui/dialog'

const keys = [
  [['Ctrl', 'Enter'], 'submit'],
  [['/'], 'search'],
  [['j', '↓'], 'next'],
  [['k', '↑'], 'previous'],
  [['Enter'], 'open'],
  [['r'], 'reject'],
  [['a'], 'approve'],
  [['x'], 'select'],
  [['?'], 'help'],
] as const

/** What can be done by keyboard. */
export function KeyboardHelp({ onClose }: { onClose: () => void }) {
  const t = useT()
  return (
    <Dialog onClose={onClose} title={t('keyboard.title')}>
      <Table>
        <Table.Tbody>
          {keys.map(([names, does]) => (
            <Table.Tr key={does}>
              <Table.Th scope="row">
                {names.map((name) => (
                  <Kbd key={name} mr={4}>
                    {name}
                  </Kbd>
                ))}
              </Table.Th>
              <Table.Td>{t(`keyboard.${does}`)}</Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Dialog>
  )
}
