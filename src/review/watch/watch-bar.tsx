import { Switch, Text } from '@mantine/core'
import { useId, useState } from 'react'
import { useT, type Texts } from '~/i18n/i18n'
import { useFollow } from '~/actions/follow'
import { useWish } from '~/review/watch/use-wish'
import classes from '~/review/watch/watch-bar.module.css'
import { session } from '~/session/session'
import { explainLookup } from '~/wording/explain-lookup'

/** What goes on by itself while the desk is open: following OMS, and notifications. */
export function WatchBar() {
  return (
    <div className={classes.bar}>
      <FollowSwitch />
      <NotifySwitches />
    </div>
  )
}

function FollowSwitch() {
  const t = useT()
  const { isOn, turn, ...state } = useFollow()
  return (
    <LabelledSwitch
      label={t('watch.follow')}
      hint={isOn ? followText(t, state) : t('watch.followHint')}
      isNews={isOn}
      checked={isOn}
      onChange={turn}
    />
  )
}

function followText(t: Texts, { isSignedIn, followed, isError }: Omit<ReturnType<typeof useFollow>, 'isOn' | 'turn'>) {
  if (!isSignedIn) return t('watch.signedOut')
  if (isError) return t('track.end.notRecorded')
  switch (followed?.kind) {
    case 'none known':
      return t('watch.noneKnown')
    case 'looked':
      return t('watch.upTo', { id: followed.upTo })
    case 'paused': {
      const { failure } = followed
      const isWhitelist = failure.kind === 'refused' && failure.reason === 'whitelist'
      const token = session.isShared() ? t('outcome.sharedToken') : t('watch.token')
      return t('watch.paused', { why: isWhitelist ? t('outcome.whitelist') : token })
    }
    case 'failed':
      return t('watch.failed', { id: followed.id, why: explainLookup(t, followed.failure) })
    case undefined:
      return t('watch.asking')
  }
}

function NotifySwitches() {
  const t = useT()
  const [wish, setWish] = useWish()
  const [permission, setPermission] = useState(permissionNow)
  const change = async (on: boolean) => {
    if (!on) return setWish(undefined)
    const answer = await ask()
    setPermission(answer)
    if (answer === 'granted') setWish({ since: new Date().toISOString(), reviews: false })
  }
  const isOn = wish !== undefined && permission === 'granted'
  const problem = permission === 'granted' || permission === 'default' ? undefined : t(`watch.${permission}`)
  return (
    <>
      <LabelledSwitch
        label={t('watch.notify')}
        hint={problem ?? t('watch.notifyHint')}
        isNews={problem !== undefined}
        checked={isOn}
        disabled={permission === 'missing' || permission === 'insecure'}
        onChange={(on) => void change(on)}
      />
      {isOn && (
        <LabelledSwitch
          label={t('watch.reviews')}
          hint={t('watch.reviewsHint')}
          checked={wish.reviews}
          onChange={(reviews) => setWish({ ...wish, reviews })}
        />
      )}
    </>
  )
}

/** `insecure`: a browser may have notifications for pages on https. */
type Permission = NotificationPermission | 'missing' | 'insecure'

function permissionNow(): Permission {
  const { isSecureContext } = window
  if ('Notification' in window) return Notification.permission
  return isSecureContext ? 'missing' : 'insecure'
}

async function ask(): Promise<Permission> {
  return 'Notification' in window ? Notification.requestPermission() : permissionNow()
}

type Props = {
  label: string
  hint: string
  /** Whether the hint says something that the label alone does not. */
  isNews?: boolean
  checked: boolean
  disabled?: boolean
  onChange: (on: boolean) => void
}

/** The hint says what the switch does, and is no part of its name. On its one line it has little room. */
function LabelledSwitch({ label, hint, isNews = false, checked, disabled = false, onChange }: Props) {
  const id = useId()
  return (
    <div className={classes.one} title={hint}>
      <Switch
        size="xs"
        label={label}
        aria-describedby={id}
        checked={checked}
        disabled={disabled}
        onChange={({ currentTarget }) => onChange(currentTarget.checked)}
      />
      <Text size="xs" c="dimmed" id={id} aria-live="polite" className={isNews ? classes.hint : 'visually-hidden'}>
        {hint}
      </Text>
    </div>
  )
}
