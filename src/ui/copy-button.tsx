import { Button, Group, Text } from '@mantine/core'
import { useEffect, useState } from 'react'
import { useT } from '~/i18n/i18n'
import classes from '~/ui/copy-button.module.css'
import { copyText } from '~/ui/copy-text'

const shownMs = 4000

type Props = { label: string; text: () => string; size?: 'compact-xs' | 'sm' }

/** Copies a text, which is asked for when it is pressed, and says for a moment that it did; where the browser lets nothing through, the text is there to be copied by hand. */
export function CopyButton({ label, text, size = 'compact-xs' }: Props) {
  const t = useT()
  // A new object for each press, so that each is shown for its whole moment.
  const [result, setResult] = useState<{ copied: boolean; text: string }>()
  useEffect(() => {
    if (result?.copied !== true) return
    const timer = setTimeout(() => setResult(undefined), shownMs)
    return () => clearTimeout(timer)
  }, [result])
  const copy = async () => {
    const wanted = text()
    setResult({ copied: await copyText(wanted), text: wanted })
  }
  return (
    <Group gap={6}>
      <Button variant="default" size={size} onClick={() => void copy()}>
        {label}
      </Button>
      {result?.copied === false && (
        <>
          <Text size="xs" c="var(--mantine-color-error)" span role="alert">
            {t('copy.failed')}
          </Text>
          <textarea readOnly ref={select} className={classes.text} aria-label={t('copy.byHand')} value={result.text} />
        </>
      )}
      <Text size="xs" c="dimmed" span aria-live="polite">
        {result?.copied === true && t('copy.done')}
      </Text>
    </Group>
  )
}

function select(text: HTMLTextAreaElement | null): void {
  text?.focus()
  text?.select()
}
