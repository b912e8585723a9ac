import { Button, type ButtonProps } from '@mantine/core'
import type { ComponentProps } from 'react'

/** A button that keeps the focus while it is `loading`, where a disabled one loses it. A press meanwhile does nothing. */
export function BusyButton({
  loading = false,
  disabled = false,
  onClick,
  ...props
}: ButtonProps & Omit<ComponentProps<'button'>, keyof ButtonProps>) {
  return (
    <Button
      {...props}
      loading={loading}
      renderRoot={(root) => <button {...root} disabled={disabled} aria-disabled={disabled || loading} />}
      onClick={(event) => {
        if (loading) event.preventDefault()
        else onClick?.(event)
      }}
    />
  )
}
