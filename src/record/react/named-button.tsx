import { Button } from '@mantine/core'
import { IconBookmark } from '@tabler/icons-react'
import type { ComponentProps } from 'react'
import classes from '~/record/react/named-button.module.css'

type Props = Pick<ComponentProps<'button'>, 'onClick' | 'ref'> & { label: string; disabled?: boolean }

/** Opens a list of what has a name. */
export function NamedButton({ label, ...props }: Props) {
  return (
    <Button variant="default" size="compact-sm" flex="none" {...props} className={classes.button}>
      <IconBookmark size={16} className={classes.icon} aria-hidden />
      {label}
    </Button>
  )
}
