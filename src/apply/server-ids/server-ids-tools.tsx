import { Button, Group, Stack, Text } from '@mantine/core'
import { useMemo, useState, type RefObject } from 'react'
import { useWatch } from 'react-hook-form'
import type { ApplyFormState } from '~/apply/values/apply-rules'
import { listedLimit, type ServerIdList } from '~/apply/values/server-ids'
import { ServerIdsList } from '~/apply/server-ids/server-ids-list'
import { describeArrival, findWord, readArrival, idsElsewhere, withoutWord } from '~/apply/server-ids/server-ids-change'
import { UsedListsPart } from '~/apply/server-ids/used-lists-part'
import { clipWord } from '~/i18n/clip-word'
import { useT, type Texts } from '~/i18n/i18n'
import { digitsPattern } from '~/oms/application-draft'
import { CopyButton } from '~/ui/copy-button'
import { visibleText } from '~/ui/text/visible-text'
import classes from '~/apply/server-ids/server-ids.module.css'

/** `removed` is a word, or how many of them when that was all. */
type Removal = { before: string; after: string; removed: string | number }
type Props = {
  control: ApplyFormState['control']
  box: RefObject<HTMLTextAreaElement | null>
  /** The text before its last change, and as it stands. */
  before: string
  text: string
  list: ServerIdList
  onChange: (text: string) => void
}

/** What the last change did, what deserves a look, and what can be done with the whole list. */
export function ServerIdsTools({ control, box, before, text, list, onChange }: Props) {
  const t = useT()
  const [setId = '', appId = ''] = useWatch({ control, name: ['setId', 'appId'] }).map(visibleText)
  const [lastRemoval, setLastRemoval] = useState<Removal>()
  const [listOpen, setListOpen] = useState(false)
  const { ids, duplicates, invalid } = list
  const known = [setId, appId].every((value) => digitsPattern.test(value))
  const beginning = known ? `${setId}.${appId}` : ''
  const elsewhere = useMemo(() => idsElsewhere(ids, beginning), [ids, beginning])
  const arrival = useMemo(() => readArrival(before, text), [before, text])
  // Once the text has changed again, the removal is no longer what there is to undo.
  const removal = lastRemoval?.after === text ? lastRemoval : undefined

  // Of the box, not of the deferred text: a key may have been pressed since.
  const typedText = () => box.current?.value ?? text
  const change = (after: string, removed: string | number) => {
    setLastRemoval({ before: typedText(), after, removed })
    onChange(after)
  }
  const removeAll = () => {
    change('', ids.length + invalid.length)
    box.current?.focus()
  }
  const undo = (removed: Removal) => {
    onChange(removed.before)
    box.current?.focus()
  }
  const correct = (word: string) => {
    const element = box.current
    const found = element === null ? undefined : findWord(element.value, word)
    if (element === null || found === undefined) return
    // A browser scrolls to the caret when the focus arrives, not when the selection changes.
    element.setSelectionRange(found[0], found[0])
    element.focus()
    element.setSelectionRange(...found)
  }

  return (
    <Stack gap={6} mt={6}>
      <Group gap={6} wrap="nowrap">
        <Text size="xs" role="status" style={{ overflowWrap: 'anywhere' }}>
          {removal === undefined ? arrival && describeArrival(t, arrival) : describeRemoval(t, removal)}
        </Text>
        {removal !== undefined && (
          <Button variant="default" size="compact-xs" flex="none" onClick={() => undo(removal)}>
            {t('app.undo')}
          </Button>
        )}
      </Group>
      {invalid.length > 0 && (
        <Group gap={6}>
          {invalid.slice(0, listedLimit).map((word) => (
            <Button
              key={word}
              variant="light"
              color="red"
              size="compact-xs"
              maw="100%"
              classNames={{ label: classes.word }}
              onClick={() => correct(word)}
            >
              {t('serverIds.correct', { word: clipWord(word) })}
            </Button>
          ))}
        </Group>
      )}
      {elsewhere.length > 0 && (
        <Text size="xs" className={classes.warning}>
          {t('serverIds.elsewhere', { count: elsewhere.length, beginning, ids: t.joinFirst(elsewhere) })}
        </Text>
      )}
      {ids.length > 0 && (
        <Group gap={6}>
          <Button variant="default" size="compact-xs" aria-expanded={listOpen} onClick={() => setListOpen(!listOpen)}>
            {t(listOpen ? 'serverIds.hide' : 'serverIds.show')}
          </Button>
          <Button variant="default" size="compact-xs" onClick={removeAll}>
            {t('serverIds.removeAll')}
          </Button>
          <CopyButton label={t('serverIds.copy')} text={() => ids.join('\n')} />
        </Group>
      )}
      {listOpen && ids.length > 0 && (
        <ServerIdsList
          ids={ids}
          duplicates={duplicates}
          beginning={beginning}
          onRemove={(id) => change(withoutWord(typedText(), id), id)}
          onEmpty={() => box.current?.focus()}
        />
      )}
      {known && invalid.length === 0 && (
        <UsedListsPart
          setId={setId}
          appId={appId}
          ids={ids}
          onPick={(picked) => {
            onChange(picked.join('\n'))
            box.current?.focus()
          }}
        />
      )}
    </Stack>
  )
}

function describeRemoval(t: Texts, { removed }: Removal): string {
  return typeof removed === 'number'
    ? t('serverIds.removedAll', { count: removed })
    : t('serverIds.removed', { word: removed })
}
