import { Button } from '@mantine/core'
import type { ListedApplication } from '~/journal/application'

/** A stub; its owner's file replaces it. */
export function RejectManyButton({ selected }: { selected: ListedApplication[]; onDone: () => void }) {
  return <Button variant="default">Reject {selected.length} applications</Button>
}
