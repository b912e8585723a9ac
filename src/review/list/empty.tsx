import { Group, Stack, Text } from '@mantine/core'
import type { ReactNode } from 'react'

/** In place of rows: that there are none, why, and below that what to do next. */
export function Empty({ title, hints, children }: { title: string; hints: string[]; children: ReactNode }) {
  return (
    <Stack align="center" gap={4} p="xl" ta="center">
      <Text fw={600}>{title}</Text>
      {hints.map((hint) => (
        <Text key={hint} size="sm" c="dimmed" maw={400}>
          {hint}
        </Text>
      ))}
      <Group gap="md" mt="xs">
        {children}
      </Group>
    </Stack>
  )
}
