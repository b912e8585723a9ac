import { Button, Popover } from '@mantine/core'
import '@mantine/core/styles/Popover.css'
import { IconBookmark } from '@tabler/icons-react'
import { useState } from 'react'
import { useT } from '~/i18n/i18n'
import classes from '~/review/list/saved-views.module.css'
import { lazyPart } from '~/ui/lazy-part'

const SavedViewsList = lazyPart(async () => (await import('~/review/list/saved-views-list')).SavedViewsList)

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
        <Button
          variant="default"
          size="compact-sm"
          flex="none"
          className={classes.button}
          onClick={() => setIsOpen(!isOpen)}
        >
          <IconBookmark size={16} aria-hidden />
          <span className={classes.word}>{t('named.views')}</span>
        </Button>
      </Popover.Target>
      <Popover.Dropdown aria-label={t('named.views')} maw="calc(100vw - 32px)">
        {isOpen && <SavedViewsList onChosen={() => setIsOpen(false)} />}
      </Popover.Dropdown>
    </Popover>
  )
}
