import { Modal, type ModalProps } from '@mantine/core'
import { useEffect, useState } from 'react'
import { useT } from '~/i18n/i18n'
import '~/ui/modal.css'
import { useScrollLock } from '~/ui/use-scroll-lock'

/** A dialog that is open for as long as it is drawn. The focus goes back to where it came from, unless it has gone elsewhere by then. */
export function Dialog({ children, ...props }: Omit<ModalProps, 'opened' | 'centered' | 'closeButtonProps'>) {
  const t = useT()
  useScrollLock(true)
  const [before] = useState(() => document.activeElement)
  useEffect(
    () => () => {
      const isLost = document.activeElement === null || document.activeElement === document.body
      if (isLost && before instanceof HTMLElement) before.focus({ preventScroll: true })
    },
    [before],
  )
  return (
    <Modal opened centered closeButtonProps={{ 'aria-label': t('dialog.close') }} {...props}>
      <div ref={focusFirst}>{children}</div>
    </Modal>
  )
}

/** With the first frame; Mantine does it in a task of its own after that. */
function focusFirst(content: HTMLElement | null): void {
  content?.querySelector<HTMLElement>('[data-autofocus]')?.focus({ preventScroll: true })
}
