import { Button } from '@mantine/core'

/** A stub; its owner's file replaces it. */
export function ImportButton() {
  return <Button variant="default">Import</Button>
}
