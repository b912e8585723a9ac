import { useHotkeys } from '@mantine/hooks'
import { createSpotlightStore, Spotlight, useSpotlight } from '@mantine/spotlight'
import '@mantine/core/styles/ScrollArea.css'
import '@mantine/spotlight/styles.css'
import { useState } from 'react'
import { useAreas } from '~/app/spotlight/use-areas'
import { useT } from '~/i18n/i18n'
import '~/ui/dialog/modal.css'
import { useFocusBack } from '~/ui/dialog/use-focus-back'
import { useScrollLock } from '~/ui/dialog/use-scroll-lock'

type Props = {
  /** Where the focus was. */
  from: Element
  onClose: () => void
}

/** Everything that can be done from anywhere, found by typing. */
export function Commands({ from, onClose }: Props) {
  const t = useT()
  const [store] = useState(openStore)
  const { query, selected } = useSpotlight(store)
  const areas = useAreas(query)
  useScrollLock()
  useFocusBack(from)
  // The key that opens them closes them, in their field as well.
  useHotkeys([['mod + K', onClose]], [])
  return (
    <Spotlight.Root
      store={store}
      onSpotlightClose={onClose}
      shortcut={null}
      scrollable
      transitionProps={{ duration: 0 }}
      overlayProps={{ backgroundOpacity: 0.35 }}
      attributes={{ content: { 'aria-label': t('spotlight.title') } }}
    >
      <Spotlight.Search
        type="search"
        ref={focusNow}
        aria-label={t('spotlight.search')}
        placeholder={t('spotlight.search')}
      />
      {/* What scrolls must be reachable by keyboard; its own type does not know that it is a ScrollArea. */}
      <Spotlight.ActionsList {...{ viewportProps: { tabIndex: 0 } }}>
        {areas.map(({ area, actions }) => (
          <Spotlight.ActionsGroup key={area} label={t(`spotlight.area.${area}`)}>
            {actions.map(({ id, label, run }) => (
              <Spotlight.Action key={id} label={label} onClick={run} />
            ))}
          </Spotlight.ActionsGroup>
        ))}
      </Spotlight.ActionsList>
      <div className="visually-hidden" aria-live="polite">
        {areas.flatMap(({ actions }) => actions)[selected]?.label}
      </div>
    </Spotlight.Root>
  )
}

function openStore() {
  const store = createSpotlightStore()
  store.updateState((state) => ({ ...state, opened: true }))
  return store
}

/** With the first frame, as the keys that are typed after Ctrl+K wait for it; Mantine does it in a task of its own. */
function focusNow(field: HTMLInputElement | null): void {
  field?.focus({ preventScroll: true })
}
