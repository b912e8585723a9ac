import { Modal, type ModalProps } from '@mantine/core'
import { useState } from 'react'
import { useT } from '~/i18n/i18n'
import '~/ui/dialog/modal.css'
import { useEscape } from '~/ui/dialog/use-escape'
import { useFocusBack } from '~/ui/dialog/use-focus-back'
import { useScrollLock } from '~/ui/dialog/use-scroll-lock'

/** A dialog that is open for as long as it is drawn. The focus goes back to where it came from, unless it has gone elsewhere by then. */
export function Dialog({
  children,
  onClose,
  ...props
}: Omit<ModalProps, 'opened' | 'centered' | 'closeButtonProps' | 'closeOnEscape'>) {
  const t = useT()
  useScrollLock()
  const [before] = useState(() => document.activeElement)
  useFocusBack(before)
  useEscape(onClose)
  return (
    <Modal
      opened
      centered
      closeOnEscape={false}
      closeButtonProps={{ 'aria-label': t('dialog.close') }}
      onClose={onClose}
      {...props}
    >
      <div ref={focusFirst}>{children}</div>
    </Modal>
  )
}

/** With the first frame; Mantine does it in a task of its own after that. */
function focusFirst(content: HTMLElement | null): void {
  content?.querySelector<HTMLElement>('[data-autofocus]')?.focus({ preventScroll: true })
}
