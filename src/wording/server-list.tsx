import { Text } from '@mantine/core'
import { useState } from 'react'
import { useT } from '~/i18n/i18n'
import { FoldButton } from '~/wording/fold-button'

const shownFirst = 10

/** How many servers, and which: the first ten, and all of them after a press. */
export function ServerList({ ids }: { ids: readonly string[] }) {
  const t = useT()
  const [isWhole, setIsWhole] = useState(false)
  const shown = isWhole ? ids : ids.slice(0, shownFirst)
  return (
    <>
      <Text size="sm" className="server-text">
        {t('review.servers', { count: ids.length, ids: t.list(shown) })}
      </Text>
      {ids.length > shownFirst && (
        <FoldButton isOpen={isWhole} more={ids.length - shownFirst} toggle={() => setIsWhole(!isWhole)} />
      )}
    </>
  )
}
