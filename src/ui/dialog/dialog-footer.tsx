import { Group, type GroupProps } from '@mantine/core'
import classes from '~/ui/dialog/dialog-footer.module.css'

/** The buttons at the end of a dialog, in view however long it is. */
export function DialogFooter(props: Pick<GroupProps, 'justify' | 'children'>) {
  return <Group justify="flex-end" className={classes.footer} {...props} />
}
