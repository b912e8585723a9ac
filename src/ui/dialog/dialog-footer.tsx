import { Group } from '@mantine/core'
import type { ReactNode } from 'react'
import classes from '~/ui/dialog/dialog-footer.module.css'

/** The buttons at the end of a dialog, in view however long it is. */
export function DialogFooter({ children }: { children: ReactNode }) {
  return (
    <Group justify="flex-end" className={classes.footer}>
      {children}
    </Group>
  )
}
