import { Button } from '@mantine/core'
import type { ListedApplication } from '~/journal/application'

/** A stub; its owner's file replaces it. */
export function ExportMenu(_props: { applications: ListedApplication[] }) {
  return <Button variant="default">Export</Button>
}
