import { Anchor } from '@mantine/core'
import { Link } from 'wouter'
import { KeyList } from '~/app/keyboard/key-list'
import { useT } from '~/i18n/i18n'
import { Dialog } from '~/ui/dialog/dialog'

export function KeyboardHelp({ onClose }: { onClose: () => void }) {
  const t = useT()
  return (
    <Dialog onClose={onClose} title={t('keyboard.title')}>
      <KeyList />
      <Anchor component={Link} href="/help" size="sm" mt="md" display="inline-block" onClick={onClose}>
        {t('help.more')}
      </Anchor>
    </Dialog>
  )
}
