import classes from '~/backups/backups.module.css'
import type { MarkKind } from '~/backups/board/backup-index'

/** What a mark of the strip can say, in the order of its legend. */
export const markKinds = ['completed', 'failed', 'open'] as const satisfies MarkKind[]

export const markSize = 5

/** The shape of a mark, from its upper left corner: a full square, a cross, an empty square. */
export const markShape = {
  completed: `h${markSize}v${markSize}h-${markSize}z`,
  failed: `l${markSize},${markSize}m0,-${markSize}l-${markSize},${markSize}`,
  open: `h${markSize}v${markSize}h-${markSize}z`,
} as const satisfies Record<MarkKind, string>

export const markClass = {
  completed: classes.markCompleted,
  failed: classes.markFailed,
  open: classes.markOpen,
} as const satisfies Record<MarkKind, string | undefined>
