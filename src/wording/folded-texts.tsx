import { Text, type TextProps } from '@mantine/core'
import { useState } from 'react'
import { languageOf } from '~/i18n/language-of'
import { useIsPrinting } from '~/ui/use-is-printing'
import { clip } from '~/wording/explain'
import { FoldButton } from '~/wording/fold-button'

/** So many are shown as they are; of more, the first two. */
const shownWhole = 3

/** What a row has room for of any number of texts of any length, and how many are left out. */
export function fewOf(texts: readonly string[]): { shown: string[]; more: number } {
  const shown = texts.length > shownWhole ? texts.slice(0, shownWhole - 1) : texts
  return { shown: shown.map(clip), more: texts.length - shown.length }
}

type Props = { texts: readonly string[]; inline?: boolean; title?: string | undefined } & Pick<TextProps, 'size' | 'c'>

/** Texts of any number and length, mostly of OMS: the beginning, and the whole after a press, and on paper. */
export function FoldedTexts({ texts, inline = false, size = 'sm', ...look }: Props) {
  const [isOpen, setIsOpen] = useState(false)
  const isPrinting = useIsPrinting()
  const { shown, more } = fewOf(texts)
  const isCut = more > 0 || shown.some((text, index) => text !== texts[index])
  return (
    <>
      {(isOpen || isPrinting ? texts : shown).map((text) => (
        <Text key={text} span={inline} size={size} {...look} className="server-text" lang={languageOf(text)}>
          {text}
        </Text>
      ))}
      {isCut && <FoldButton isOpen={isOpen} more={more} toggle={() => setIsOpen(!isOpen)} />}
    </>
  )
}
