import { useState } from 'react'
import type { ReadyRows } from '~/apply/templates/template'
import { useT } from '~/i18n/i18n'
import { NamedButton } from '~/record/react/named-button'
import { lazyPart } from '~/ui/lazy-part'

const TemplatesDialog = lazyPart(async () => (await import('~/apply/templates/templates-dialog')).TemplatesDialog)

type Props = {
  disabled: boolean
  mode: 'one' | 'many'
  ready: ReadyRows
}

/** Opens the list of templates. It stays where it is when one is chosen, so that the focus has a place to come back to. */
export function TemplatesButton({ disabled, ...props }: Props) {
  const t = useT()
  const [isOpen, setIsOpen] = useState(false)
  return (
    <>
      <NamedButton label={t('named.templates')} disabled={disabled} onClick={() => setIsOpen(true)} />
      {isOpen && <TemplatesDialog {...props} onClose={() => setIsOpen(false)} />}
    </>
  )
}
