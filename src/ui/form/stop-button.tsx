import { Button } from '@mantine/core'
import type { ReactNode } from 'react'
import { leaveFocus } from '~/ui/leave-focus'

type Props = { isStopping: boolean; onStop: () => void; children: ReactNode }

/** Ends a run after what is under way. It keeps the focus while that is waited for, where a disabled button loses it. */
export function StopButton({ isStopping, onStop, children }: Props) {
  return (
    <Button ref={leaveFocus} variant="default" aria-disabled={isStopping} data-disabled={isStopping} onClick={onStop}>
      {children}
    </Button>
  )
}
