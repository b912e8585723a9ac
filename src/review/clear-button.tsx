import { Button } from '@mantine/core'
import type { ListedApplication } from '~/journal/application'

/** A stub; its owner's file replaces it. */
export function ClearButton(_props: { selected: ListedApplication[] }) {
  return <Button variant="default">Clear history</Button>
}
