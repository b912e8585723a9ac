import { Button } from '@mantine/core'
import { useT } from '~/i18n/i18n'

type Props = {
  isOpen: boolean
  /** How many are left out; 0 where only parts of them are. */
  more: number
  toggle: () => void
}

/** Shows the rest of what is shown in part, and hides it again. */
export function FoldButton({ isOpen, more, toggle }: Props) {
  const t = useT()
  return (
    <Button
      variant="subtle"
      size="compact-xs"
      px={4}
      mx={-4}
      aria-expanded={isOpen}
      style={{ alignSelf: 'flex-start' }}
      styles={{ label: { whiteSpace: 'normal' } }}
      onClick={toggle}
    >
      {isOpen ? t('fold.less') : more > 0 ? t('fold.more', { count: more }) : t('fold.whole')}
    </Button>
  )
}
