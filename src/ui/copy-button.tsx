import { Button } from '@mantine/core'

export function CopyButton({ label, text }: { label: string; text: () => string }) {
  return (
    <Button size="compact-xs" variant="default" onClick={() => void navigator.clipboard.writeText(text())}>
      {label}
    </Button>
  )
}
