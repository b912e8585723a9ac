import { useFollow } from '~/actions/follow'
import { useSettle } from '~/actions/settle-recorded'
import { useWish } from '~/review/watch/use-wish'
import { lazyPart } from '~/ui/lazy-part'

const Notifier = lazyPart(async () => (await import('~/review/watch/notifier')).Notifier)

/** What goes on at every address of the desk. */
export function Watching() {
  useFollow()
  useSettle()
  const [wish] = useWish()
  return wish === undefined ? null : <Notifier wish={wish} />
}
