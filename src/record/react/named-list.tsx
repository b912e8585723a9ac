import { Button, Group, Text } from '@mantine/core'
import { IconLink, IconPencil, IconTrash } from '@tabler/icons-react'
import { useRef, useState } from 'react'
import { Link } from 'wouter'
import { useT } from '~/i18n/i18n'
import { withNamed, type Named, type NamedRefusal } from '~/record/named'
import { useJournal } from '~/record/react/journal-context'
import { NameForm } from '~/record/react/name-form'
import classes from '~/record/react/named.module.css'
import { refusalText } from '~/record/react/refusal-text'
import { changeNamed } from '~/record/react/use-named'
import { copyText } from '~/ui/copy-text'
import { deskAddress } from '~/ui/desk-address'
import { focusOnce } from '~/ui/focus-once'
import { IconButton } from '~/ui/icon-button'

type Props<One extends Named> = {
  label: string
  /** What is said while there is none. */
  none: string
  list: readonly One[]
  hrefOf: (one: One) => string
  /** What it is, in one line. */
  aboutOf: (one: One) => string
  isCurrent?: (one: One) => boolean
  /** Where it can be handed on: the address of a link below the desk's own, or undefined where that is too long, and the way out then. */
  linkOf?: (one: One) => string | undefined
  onExport?: () => void
  onChosen: () => void
}

type Said =
  | { kind: 'copied' | 'not copied' | 'too long' }
  | { kind: 'refused'; why: NamedRefusal | 'not stored'; name: string }

/** Everything that has a name of one kind, by name: chosen as a link, renamed, deleted. */
export function NamedList<One extends Named>({ label, none, list, ...props }: Props<One>) {
  const { hrefOf, aboutOf, isCurrent, linkOf, onExport, onChosen } = props
  const t = useT()
  const journal = useJournal()
  const items = useRef<HTMLUListElement>(null)
  const [renaming, setRenaming] = useState<string>()
  const [said, setSaid] = useState<Said>()
  /** Each can be brought back, the latest first. */
  const [deleted, setDeleted] = useState<readonly One[]>([])
  const latest = deleted.at(-1)
  const byName = list.toSorted((one, other) => one.name.localeCompare(other.name, t.language, { numeric: true }))
  const without = (kept: readonly Named[], { kind, name }: One) =>
    kept.filter((other) => other.kind !== kind || other.name !== name)

  const remove = (one: One) => {
    const why = changeNamed(journal.name, (kept) => without(kept, one))
    setSaid(why && { kind: 'refused', why, name: one.name })
    if (why === undefined) setDeleted([...deleted, one])
  }
  const bringBack = (one: One) => {
    const why = changeNamed(journal.name, (kept) => withNamed(kept, one))
    setSaid(why && { kind: 'refused', why, name: one.name })
    if (why !== undefined) return
    setDeleted(deleted.slice(0, -1))
    items.current?.focus()
  }
  const endRenaming = () => {
    setRenaming(undefined)
    items.current?.focus()
  }
  const rename = (one: One) => (name: string, isReplacing: boolean) => {
    const why = changeNamed(journal.name, (kept) => withNamed(without(kept, one), { ...one, name }, isReplacing))
    if (why === undefined) endRenaming()
    return why
  }
  const copy = async (path: string | undefined) => {
    if (path === undefined) return setSaid({ kind: 'too long' })
    const isCopied = await copyText(deskAddress(path))
    setSaid({ kind: isCopied ? 'copied' : 'not copied' })
  }

  return (
    <div>
      {list.length === 0 && (
        <Text size="sm" c="dimmed">
          {none}
        </Text>
      )}
      <ul className={classes.list} aria-label={label} ref={items} tabIndex={-1}>
        {byName.map((one, index) => (
          <li key={one.name}>
            {renaming === one.name ? (
              <NameForm
                label={t('named.newName', { name: one.name })}
                start={one.name}
                button={t('named.rename')}
                onName={rename(one)}
                onCancel={endRenaming}
              />
            ) : (
              <>
                <Link
                  href={hrefOf(one)}
                  className={classes.choice}
                  aria-current={isCurrent?.(one) === true ? 'page' : undefined}
                  onClick={onChosen}
                  {...(index === 0 && { 'data-autofocus': true })}
                >
                  <span className={classes.name}>{one.name}</span>{' '}
                  <span className={classes.about} title={aboutOf(one)}>
                    {aboutOf(one)}
                  </span>
                </Link>
                {linkOf !== undefined && (
                  <IconButton
                    label={t('named.copyLink', { name: one.name })}
                    className={classes.icon}
                    onClick={() => void copy(linkOf(one))}
                  >
                    <IconLink size={18} aria-hidden />
                  </IconButton>
                )}
                <IconButton
                  label={t('named.renameOne', { name: one.name })}
                  className={classes.icon}
                  onClick={() => setRenaming(one.name)}
                >
                  <IconPencil size={18} aria-hidden />
                </IconButton>
                <IconButton
                  label={t('named.deleteOne', { name: one.name })}
                  className={classes.icon}
                  onClick={() => remove(one)}
                >
                  <IconTrash size={18} aria-hidden />
                </IconButton>
              </>
            )}
          </li>
        ))}
      </ul>
      <Group gap="xs" role="status" mt={said?.kind !== 'copied' && latest === undefined ? 0 : 6}>
        {latest !== undefined && (
          <>
            <Text size="sm" className="server-text">
              {t('named.deleted', { name: latest.name })}
            </Text>
            <Button
              key={deleted.length}
              variant="default"
              size="compact-sm"
              ref={focusOnce}
              onClick={() => bringBack(latest)}
            >
              {t('app.undo')}
            </Button>
          </>
        )}
        {said?.kind === 'copied' && <Text size="sm">{t('named.said.copied')}</Text>}
      </Group>
      {said !== undefined && said.kind !== 'copied' && (
        <Group gap="xs" role="alert" mt={6}>
          <Text size="sm" className="server-text">
            {said.kind === 'refused' ? refusalText(t, said.why, said.name) : t(`named.said.${said.kind}`)}
          </Text>
          {said.kind === 'too long' && (
            <Button variant="default" size="compact-sm" onClick={onExport}>
              {t('named.export')}
            </Button>
          )}
        </Group>
      )}
    </div>
  )
}
