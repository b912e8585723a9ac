import { Button } from '@mantine/core'
import { IconBookmark } from '@tabler/icons-react'
import type { ComponentProps } from 'react'
import classes from '~/record/react/named-button.module.css'

type Props = Pick<ComponentProps<'button'>, 'onClick' | 'ref'> & { label: string; disabled?: boolean }

/** Opens a list of what has a name. On a narrow screen its word is heard and not seen. */
export function NamedButton({ label, ...props }: Props) {
  return (
    <Button variant="default" size="compact-sm" flex="none" className={classes.button} {...props}>
      <IconBookmark size={16} aria-hidden />
      <span className={classes.word}>{label}</span>
    </Button>
  )
}
