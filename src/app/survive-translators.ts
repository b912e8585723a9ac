/** What React never renders, and the translators of browsers put in the place of a text or around it. */
const isWrapper = (node: Node | null): node is HTMLElement => node?.nodeName === 'FONT'

/**
 * React keeps its text nodes for good (issue 11538): where a translator has taken one out of the page, `removeChild` and
 * `insertBefore` throw, and a new text is set on what nobody sees. Here the element in its place stands for it, until React
 * changes the text, which then comes back as it is. Returns the way out.
 */
export function surviveTranslators(): () => void {
  const standIns = new WeakMap<Node, HTMLElement>()
  const taken = new WeakSet<Node>()
  const observer = new MutationObserver(look)

  function look(records: MutationRecord[]): void {
    for (const { type, target, removedNodes, addedNodes, previousSibling, nextSibling } of records) {
      if (type === 'characterData') {
        const standIn = standIns.get(target)
        if (target instanceof Text && !target.isConnected) standIn?.replaceWith(target)
        continue
      }
      for (const removed of removedNodes) {
        const standIn = [...addedNodes, previousSibling, nextSibling].filter(isWrapper).find((one) => !taken.has(one))
        if (!(removed instanceof Text) || standIn === undefined) continue
        standIns.set(removed, standIn)
        taken.add(standIn)
        observer.observe(removed, { characterData: true })
      }
    }
  }

  /** The child of `parent` that is, holds or stands for this one. */
  function inPlaceOf(parent: Node, child: Node): Node | null {
    if (child.parentNode === parent) return child
    look(observer.takeRecords())
    let found: Node | null = standIns.get(child) ?? child
    while (found !== null && found.parentNode !== parent) found = found.parentNode
    return found
  }

  // oxlint-disable-next-line typescript/unbound-method -- called with the node that each is asked of
  const { removeChild, insertBefore } = Node.prototype
  Node.prototype.removeChild = function removeChildInPlace<Child extends Node>(this: Node, child: Child): Child {
    const found = inPlaceOf(this, child)
    if (found !== null) removeChild.call(this, found)
    return child
  }
  Node.prototype.insertBefore = function insertBeforeInPlace<Added extends Node>(
    this: Node,
    added: Added,
    next: Node | null,
  ): Added {
    insertBefore.call(this, added, next === null ? null : inPlaceOf(this, next))
    return added
  }
  observer.observe(document.documentElement, { childList: true, subtree: true })
  return () => {
    observer.disconnect()
    Object.assign(Node.prototype, { removeChild, insertBefore })
  }
}
