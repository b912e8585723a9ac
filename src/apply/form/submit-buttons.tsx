import { Button, Text } from '@mantine/core'
import classes from '~/apply/form/apply-form.module.css'
import type { Destination } from '~/apply/values/destination'
import { useT } from '~/i18n/i18n'
import { BusyButton } from '~/ui/form/busy-button'

type Props = { destination: Destination | undefined; isPending: boolean; onClear: () => void }

/** The end of the form: the buttons that send and clear it, and where it goes. The form of the build has nobody to send it. */
export function SubmitButtons({ destination, isPending, onClear }: Props) {
  const t = useT()
  return (
    <div className={classes.line}>
      <Text
        size="sm"
        c="dimmed"
        className={`${destination === undefined ? 'still-loading' : 'server-text'} ${classes.destination}`}
      >
        {destination === undefined ? t('apply.loading') : t('apply.goesTo', { name: destination.name })}
      </Text>
      {destination !== undefined && (
        <Button size="compact-sm" variant="subtle" color="gray" c="dimmed" fw={500} onClick={onClear}>
          {t('apply.clear')}
        </Button>
      )}
      <BusyButton
        type="submit"
        size="md"
        className={classes.submit}
        aria-keyshortcuts="Control+Enter Meta+Enter"
        disabled={destination === undefined}
        loading={isPending}
      >
        {t('apply.submit')}
      </BusyButton>
    </div>
  )
}
