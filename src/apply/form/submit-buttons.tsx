import { Button, Group, Text } from '@mantine/core'
import type { Destination } from '~/apply/values/destination'
import { useT } from '~/i18n/i18n'

type Props = { destination: Destination | undefined; isPending: boolean; onClear: () => void }

/** The end of the form: where it goes, and the buttons that clear and send it. The form of the build has nobody to send it. */
export function SubmitButtons({ destination, isPending, onClear }: Props) {
  const t = useT()
  return (
    <>
      {/* As high as its button, before there is one. */}
      <Group justify="space-between" mb={6} mih={26}>
        <Text size="sm" c="dimmed" className="server-text">
          {destination === undefined ? t('apply.loading') : t('apply.goesTo', { name: destination.name })}
        </Text>
        {destination !== undefined && (
          <Button size="compact-sm" variant="subtle" color="gray" c="dimmed" fw={500} onClick={onClear}>
            {t('apply.clear')}
          </Button>
        )}
      </Group>
      <Button
        type="submit"
        size="md"
        fullWidth
        aria-keyshortcuts="Control+Enter Meta+Enter"
        disabled={destination === undefined}
        loading={isPending}
      >
        {t('apply.submit')}
      </Button>
    </>
  )
}
