import { Kbd, Table } from '@mantine/core'
import '@mantine/core/styles/Kbd.css'
import '@mantine/core/styles/Table.css'
import { useT } from '~/i18n/i18n'

const keys = [
  [['Ctrl', 'K'], 'commands'],
  [['Ctrl', 'Enter'], 'submit'],
  [['/'], 'search'],
  [['j', '↓'], 'next'],
  [['k', '↑'], 'previous'],
  [['Enter'], 'open'],
  [['a'], 'approve'],
  [['r'], 'reject'],
  [['x'], 'select'],
  [['?'], 'help'],
] as const

export function KeyList() {
  const t = useT()
  return (
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
  )
}
