import { Popover } from '@mantine/core'
import '@mantine/core/styles/Popover.css'
import { useState } from 'react'
import { useT } from '~/i18n/i18n'
import { NamedButton } from '~/record/react/named-button'
import { lazyPart } from '~/ui/lazy-part'

const SavedViewsList = lazyPart(async () => (await import('~/review/list/filters/saved-views-list')).SavedViewsList)

/** Opens what the list has been named for: its address as it stands, under a name. */
export function SavedViews() {
  const t = useT()
  const [isOpen, setIsOpen] = useState(false)
  return (
    <Popover
      opened={isOpen}
      onChange={setIsOpen}
      position="bottom-end"
      width={360}
      withinPortal={false}
      trapFocus
      returnFocus
    >
      <Popover.Target>
        <NamedButton label={t('named.views')} onClick={() => setIsOpen(!isOpen)} />
      </Popover.Target>
      <Popover.Dropdown aria-label={t('named.views')} maw="calc(100vw - 32px)">
        {isOpen && <SavedViewsList onChosen={() => setIsOpen(false)} />}
      </Popover.Dropdown>
    </Popover>
  )
}
