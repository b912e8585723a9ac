import { Modal, type ModalProps } from '@mantine/core'
import { useEffect, useState } from 'react'
import '~/ui/modal.css'

/** A dialog that is open for as long as it is drawn. The focus goes back to where it came from, unless it has gone elsewhere by then. */
export function Dialog(props: Omit<ModalProps, 'opened' | 'centered'>) {
  const [before] = useState(() => document.activeElement)
  useEffect(
    () => () => {
      const isLost = document.activeElement === null || document.activeElement === document.body
      if (isLost && before instanceof HTMLElement) before.focus({ preventScroll: true })
    },
    [before],
  )
  return <Modal opened centered {...props} />
}
