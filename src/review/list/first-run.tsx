import type { ReactNode } from 'react'
import { useT } from '~/i18n/i18n'
import { Empty } from '~/review/list/empty'
import { TrackButton } from '~/review/transfer/track-button'

/** In place of the rows of a browser that knows no application: what to do for a person who applies, and for one who reviews. */
export function FirstRun({ children }: { children?: ReactNode }) {
  const t = useT()
  return (
    <Empty title={t('review.empty')} hints={[t('review.emptyHint'), t('review.reviewHint')]}>
      {/* The list has the button above it. */}
      {children ?? <TrackButton />}
    </Empty>
  )
}
