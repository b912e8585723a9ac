import { Button, Group, Text, useComputedColorScheme, useMantineColorScheme } from '@mantine/core'
import { IconDatabaseExport, IconHelpCircle, IconMoon, IconSun } from '@tabler/icons-react'
import { useEffect, useRef, useTransition, type ReactNode } from 'react'
import { Link, useLocation } from 'wouter'
import { deskName, type Desk } from '~/app/desk'
import classes from '~/app/shell.module.css'
import { LanguageChoice } from '~/app/language-choice'
import { SkipLink } from '~/app/skip-link'
import { useT } from '~/i18n/i18n'
import { session, useSession } from '~/session/session'
import { IconButton } from '~/ui/icon-button'
import { quietPart } from '~/ui/lazy-part'

const PageTab = quietPart(async () => (await import('~/app/page-tab')).PageTab)
const PendingCount = quietPart(async () => (await import('~/app/pending-count')).PendingCount)
const AttentionCount = quietPart(async () => (await import('~/app/attention-count')).AttentionCount)
const RecordNote = quietPart(async () => (await import('~/app/record-note')).RecordNote)
const PrintHead = quietPart(async () => (await import('~/app/print-head')).PrintHead)
const TeamBadge = quietPart(async () => (await import('~/app/team-badge')).TeamBadge)

type Props = {
  /** Unknown until the page is alive. */
  desk: Desk | undefined
  resetDemo?: (() => Promise<void>) | undefined
  children: ReactNode
}

/** What stands around every screen: the product, which OMS it talks to, and who is signed in. */
export function Shell({ desk, resetDemo, children }: Props) {
  const t = useT()
  const main = useFocusAfterLinks()
  const marked = desk?.omsHost === null ? 'yellow' : desk?.colour
  return (
    <>
      <SkipLink />
      {desk !== undefined && <PageTab environment={desk.name ?? desk.omsHost ?? t('app.demo')} colour={marked} />}
      <header
        className={classes.header}
        style={{ boxShadow: marked && `inset 0 4px 0 var(--mantine-color-${marked}-filled)` }}
      >
        <div className={classes.brand}>
          <IconDatabaseExport size={22} aria-hidden />
          <Text fw={650} component="span">
            {t('app.name')}
          </Text>
          <Text size="xs" c="dimmed" component="span" className={classes.version}>
            {__APP_VERSION__}
          </Text>
        </div>
        <nav aria-label={t('app.navigation')} className={classes.nav}>
          <NavLink to="/apply">{t('app.apply')}</NavLink>
          <NavLink to="/backups">{t('app.backups')}</NavLink>
          {/* Last: its numbers come later, and would move a link behind them from under the pointer. */}
          <div className={classes.counted}>
            <NavLink to="/applications">{t('app.applications')}</NavLink>
            {desk !== undefined && <PendingCount />}
          </div>
          {desk !== undefined && <AttentionCount />}
        </nav>
        {desk !== undefined && (
          <div className={classes.desk}>
            <Environment name={deskName(t, desk)} colour={marked ?? 'indigo'} />
            {desk.record === true && <TeamBadge />}
          </div>
        )}
        <div className={classes.person}>
          {desk !== undefined && <Person />}
          <LanguageChoice disabled={desk === undefined} />
          <ColourScheme disabled={desk === undefined} />
          <Link href="/help" aria-label={t('app.help')} className={classes.icon}>
            <IconHelpCircle size={18} aria-hidden />
          </Link>
        </div>
      </header>
      {resetDemo !== undefined && (
        <div className={classes.band} role="region" aria-label={t('app.demo')}>
          <span>
            <strong>{t('app.demoBand')}</strong> {t('app.demoHint')}
          </span>
          <ResetDemo reset={resetDemo} disabled={desk === undefined} />
        </div>
      )}
      {desk !== undefined && <PrintHead desk={desk} />}
      {desk !== undefined && <RecordNote />}
      <main id="main" ref={main} tabIndex={-1} className={classes.main}>
        {children}
      </main>
    </>
  )
}

/** Gives the focus to a page that a link leads to, where the link has gone with the page before. */
function useFocusAfterLinks() {
  const [location] = useLocation()
  const main = useRef<HTMLElement>(null)
  const before = useRef(location)
  useEffect(() => {
    const isLeft = before.current !== location && before.current !== '/'
    before.current = location
    if (isLeft && document.activeElement === document.body) main.current?.focus({ preventScroll: true })
  }, [location])
  return main
}

function Environment({ name, colour }: { name: string; colour: string }) {
  const its = `var(--mantine-color-${colour}-light`
  return (
    <span className={classes.environment} title={name} style={{ color: `${its}-color)`, background: `${its})` }}>
      {name}
    </span>
  )
}

/** A demo that has been filled takes a while. */
function ResetDemo({ reset, disabled }: { reset: () => Promise<void>; disabled: boolean }) {
  const t = useT()
  const [isResetting, start] = useTransition()
  return (
    <Button
      size="compact-xs"
      variant="white"
      color="dark"
      disabled={disabled}
      loading={isResetting}
      onClick={() => start(reset)}
    >
      {t('app.resetDemo')}
    </Button>
  )
}

function NavLink({ to, children }: { to: string; children: string }) {
  const [location] = useLocation()
  return (
    <Link
      href={to}
      className={classes.link}
      aria-current={location === to || location.startsWith(`${to}/`) ? 'page' : undefined}
    >
      {children}
    </Link>
  )
}

function Person() {
  const t = useT()
  const { session: person } = useSession()
  if (person !== undefined && session.isShared()) {
    return (
      <Text size="sm" c="dimmed" title={t('app.sharedTokenHint')}>
        {t('app.sharedToken')}
      </Text>
    )
  }
  const isOut = person === undefined
  return (
    <Group gap="xs" wrap="nowrap" miw={isOut ? 'auto' : 0}>
      {person !== undefined && <Name username={person.username} />}
      {/* One button, which keeps the focus when it is pressed. */}
      <Button
        size="compact-sm"
        variant={isOut ? 'filled' : 'default'}
        onClick={isOut ? session.openDialog : session.signOut}
      >
        {t(isOut ? 'app.signIn' : 'app.signOut')}
      </Button>
    </Group>
  )
}

function Name({ username }: { username: string | undefined }) {
  const t = useT()
  const who = username === undefined ? t('app.signedInByToken') : t('app.signedInAs', { username })
  return (
    <>
      <Text size="sm" c="dimmed" className={`${classes.name} ${classes.words}`} title={who}>
        {who}
      </Text>
      <Text size="sm" c="dimmed" className={`${classes.name} ${classes.user}`} title={who}>
        {username}
      </Text>
    </>
  )
}

function ColourScheme({ disabled }: { disabled: boolean }) {
  const t = useT()
  const { setColorScheme } = useMantineColorScheme()
  const dark = useComputedColorScheme('light') === 'dark'
  return (
    <IconButton
      label={t('app.colourScheme')}
      className={classes.icon}
      disabled={disabled}
      onClick={() => setColorScheme(dark ? 'light' : 'dark')}
    >
      <IconSun size={18} aria-hidden className="mantine-light-hidden" />
      <IconMoon size={18} aria-hidden className="mantine-dark-hidden" />
    </IconButton>
  )
}
