import { Button } from '@mantine/core'

/** A stub; its owner's file replaces it. */
export function TrackButton() {
  return <Button variant="default">Track by id</Button>
}
