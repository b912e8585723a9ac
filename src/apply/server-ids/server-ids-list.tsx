import { Button } from '@mantine/core'
import { useVirtualizer } from '@tanstack/react-virtual'
import { useMemo, useRef, useState } from 'react'
import { idsElsewhere } from '~/apply/server-ids/server-ids-change'
import { useT } from '~/i18n/i18n'
import classes from '~/apply/server-ids/server-ids.module.css'

/** In pixels; what a finger has to hit is higher. */
const height = { usual: 32, touch: 44 }

type Props = {
  ids: string[]
  duplicates: string[]
  beginning: string
  onRemove: (id: string) => void
  onEmpty: () => void
}

/** The servers as they will be sent, a row each; only the rows in view are in the page. */
export function ServerIdsList({ ids, duplicates, beginning, onRemove, onEmpty }: Props) {
  const t = useT()
  const frame = useRef<HTMLDivElement>(null)
  const [rowHeight] = useState(() =>
    window.matchMedia('(pointer: coarse), (max-width: 40em)').matches ? height.touch : height.usual,
  )
  const repeated = useMemo(() => new Set(duplicates), [duplicates])
  // oxlint-disable-next-line react/incompatible-library -- there is no compiler here that would memoise its answers
  const virtualizer = useVirtualizer({
    count: ids.length,
    getScrollElement: () => frame.current,
    estimateSize: () => rowHeight,
    overscan: 4,
  })
  const noteFor = (id: string) =>
    t.list([
      ...(idsElsewhere([id], beginning).length > 0 ? [t('serverIds.elsewhereRow', { beginning })] : []),
      ...(repeated.has(id) ? [t('serverIds.repeatedRow')] : []),
    ])
  const remove = (id: string, index: number) => {
    // A row is known by its place, so the focus stays there, on the next one, unless there is none.
    if (ids.length === 1) onEmpty()
    else if (index === ids.length - 1) frame.current?.focus()
    onRemove(id)
  }
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- what scrolls must be reachable by keyboard
    <div ref={frame} className={classes.frame} role="list" aria-label={t('serverIds.list')} tabIndex={0}>
      <div role="presentation" className={classes.rows} style={{ height: virtualizer.getTotalSize() }}>
        {virtualizer.getVirtualItems().map(({ index, start }) => {
          const id = ids[index]
          if (id === undefined) return undefined
          return (
            <div
              key={index}
              role="listitem"
              aria-setsize={ids.length}
              aria-posinset={index + 1}
              className={classes.row}
              style={{ height: rowHeight, transform: `translateY(${start}px)` }}
            >
              <span className={classes.number} style={{ minWidth: `${String(ids.length).length}ch` }}>
                {index + 1}
              </span>
              <span className={classes.id} title={id}>
                {id}
              </span>
              <span className={`${classes.note} ${classes.warning}`} title={noteFor(id)}>
                {noteFor(id)}
              </span>
              <Button
                variant="subtle"
                color="gray"
                size="compact-xs"
                aria-label={t('serverIds.remove', { word: id })}
                onClick={() => remove(id, index)}
              >
                {t('serverIds.removeRow')}
              </Button>
            </div>
          )
        })}
      </div>
    </div>
  )
}
