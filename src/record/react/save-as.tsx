import { Text } from '@mantine/core'
import { useState } from 'react'
import { useT } from '~/i18n/i18n'
import { hasSameName, withNamed, type Named } from '~/record/named'
import { useJournal } from '~/record/react/journal-context'
import { NameForm } from '~/record/react/name-form'
import { changeNamed, useNamed } from '~/record/react/use-named'

type Props = { label: string; hint: string; example?: string; named: (name: string) => Named }

/** Keeps what is on the screen under a name, and says that it has. */
export function SaveAs({ named, ...texts }: Props) {
  const t = useT()
  const journal = useJournal()
  const [saved, setSaved] = useState<string>()
  const kept = useNamed()
  const isKept = saved !== undefined && kept.some((one) => hasSameName(one, named(saved)))
  return (
    <div>
      <NameForm
        {...texts}
        button={t('dialog.save')}
        onName={(name, isReplacing) => {
          const why = changeNamed(journal.name, (list) => withNamed(list, named(name), isReplacing))
          setSaved(why === undefined ? name : undefined)
          return why
        }}
      />
      <Text size="sm" role="status" className="server-text">
        {isKept && t('named.saved', { name: saved })}
      </Text>
    </div>
  )
}
