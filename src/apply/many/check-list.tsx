import { Checkbox, Group, Stack, Text, TextInput } from '@mantine/core'
import { defaultRangeExtractor, useVirtualizer } from '@tanstack/react-virtual'
import { useMemo, useRef, useState, type KeyboardEvent } from 'react'
import { flushSync } from 'react-dom'
import '@mantine/core/styles/Checkbox.css'
import { useT } from '~/i18n/i18n'
import classes from '~/apply/many/check-list.module.css'

type CheckListItem = { key: string; name: string; detail: string }

type Props = {
  /** The list's accessible name. */
  label: string
  all: (count: number) => string
  items: readonly CheckListItem[]
  /** Whether more are to come, which would move those that are here. */
  isGrowing?: boolean
  checked: ReadonlySet<string>
  onChange: (checked: ReadonlySet<string>) => void
}

const rowHeight = 46

/** Up to so many are all in the document, and need no search. */
const virtualAbove = 8

/** Check boxes of any number, of which only those in view are in the document. The list is one stop of Tab; arrows go through it. */
export function CheckList({ label, all, items, isGrowing = false, checked, onChange }: Props) {
  const t = useT()
  const [search, setSearch] = useState('')
  const [stop, setStop] = useState(0)
  const frame = useRef<HTMLDivElement>(null)
  const shown = useMemo(() => {
    const wanted = search.trim().toLowerCase()
    return wanted === ''
      ? items
      : items.filter(({ name, detail }) => `${name}\n${detail}`.toLowerCase().includes(wanted))
  }, [items, search])
  const active = Math.min(stop, shown.length - 1)
  const isVirtual = shown.length > virtualAbove
  // oxlint-disable-next-line react/incompatible-library -- a rule for React Compiler, which does not compile this project
  const virtualizer = useVirtualizer({
    count: shown.length,
    getScrollElement: () => frame.current,
    estimateSize: () => rowHeight,
    overscan: 4,
    enabled: isVirtual,
    // What has the focus stays in the document.
    rangeExtractor: (range) => [...new Set([...(active < 0 ? [] : [active]), ...defaultRangeExtractor(range)])],
  })
  const indexes = isVirtual ? virtualizer.getVirtualItems().map(({ index }) => index) : [...shown.keys()]
  const count = shown.filter(({ key }) => checked.has(key)).length
  const isAll = count > 0 && count === shown.length

  const change = (some: readonly CheckListItem[], isChecked: boolean) => {
    const next = new Set(checked)
    for (const { key } of some) {
      if (isChecked) next.add(key)
      else next.delete(key)
    }
    onChange(next)
  }
  const walk = (event: KeyboardEvent) => {
    const steps: Record<string, number> = { ArrowDown: 1, ArrowUp: -1, Home: -shown.length, End: shown.length }
    const step = steps[event.key]
    if (step === undefined) return
    event.preventDefault()
    const next = Math.max(0, Math.min(shown.length - 1, active + step))
    flushSync(() => setStop(next))
    frame.current?.querySelector<HTMLElement>(`[data-index="${next}"] input`)?.focus()
  }
  return (
    <Stack gap={6}>
      <Group justify="space-between" gap="xs" mih={30}>
        <Checkbox
          label={all(shown.length)}
          checked={isAll}
          indeterminate={count > 0 && !isAll}
          disabled={isGrowing || shown.length === 0}
          onChange={() => change(shown, !isAll)}
        />
        {items.length > virtualAbove && (
          <TextInput
            type="search"
            size="xs"
            aria-label={t('many.combine.search', { list: label })}
            placeholder={t('many.combine.search', { list: label })}
            autoComplete="off"
            value={search}
            onChange={(event) => setSearch(event.currentTarget.value)}
            onKeyDown={(event) => {
              // The form that this stands in adds rows.
              if (event.key !== 'Enter' || event.ctrlKey || event.metaKey) return
              event.preventDefault()
              event.stopPropagation()
            }}
          />
        )}
      </Group>
      <div ref={frame} className={classes.frame} role="group" aria-label={label}>
        <div className={classes.rows} style={{ height: shown.length * rowHeight }}>
          {indexes.map((index) => {
            const item = shown[index]
            if (item === undefined) return undefined
            const { key, name, detail } = item
            return (
              <div
                key={key}
                data-index={index}
                className={classes.row}
                title={`${name}\n${detail}`}
                style={{ height: rowHeight, transform: `translateY(${index * rowHeight}px)` }}
              >
                <Checkbox
                  label={
                    <>
                      <span className={classes.name}>{name}</span> <span className={classes.detail}>{detail}</span>
                    </>
                  }
                  tabIndex={index === active ? 0 : -1}
                  checked={checked.has(key)}
                  disabled={isGrowing}
                  onFocus={() => setStop(index)}
                  onKeyDown={walk}
                  onChange={(event) => change([item], event.currentTarget.checked)}
                />
              </div>
            )
          })}
        </div>
        {items.length > 0 && shown.length === 0 && (
          <Text size="sm" c="dimmed" p="sm">
            {t('many.combine.noMatch')}
          </Text>
        )}
      </div>
    </Stack>
  )
}
