import type { ComponentProps } from 'react'

type Props = Omit<ComponentProps<'button'>, 'aria-label' | 'type'> & { label: string }

/** A button with nothing but an icon in it, which its label names. */
export function IconButton({ label, ...props }: Props) {
  return <button type="button" aria-label={label} {...props} />
}
