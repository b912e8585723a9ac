import { Button } from '@mantine/core'
import classes from '~/ui/chip-button.module.css'

/** A choice among several on a line: what of its text has no room is in its title. */
export function ChipButton({ text, onClick }: { text: string; onClick: () => void }) {
  return (
    <Button
      size="compact-xs"
      variant="default"
      title={text}
      classNames={{ root: classes.chip, label: classes.text }}
      onClick={onClick}
    >
      {text}
    </Button>
  )
}
