/** Of the browser's own kind, which TypeScript does not know yet (Event Timing, Level 2). */
type Press = PerformanceEntry & { interactionId: number }

const presses = new Map<number, number>()
let pressesBefore = 0
let longest = 0

/** Begins to note how long presses of keys and buttons take, from the hand to the painted frame. */
export function notePresses(): void {
  pressesBefore = counted()
  const note = (list: PerformanceObserverEntryList) => {
    for (const { interactionId, duration } of list.getEntries() as Press[]) {
      if (interactionId !== 0) presses.set(interactionId, Math.max(duration, presses.get(interactionId) ?? 0))
    }
  }
  // A shorter one is not told of, and only counted.
  new PerformanceObserver(note).observe({ type: 'event', durationThreshold: 16 } as PerformanceObserverInit)
}

/** The times of all presses since then, in ms; one that took less than 16 ms counts as 0. */
export function notedPresses(): number[] {
  const slow = [...presses.values()]
  const quick = Math.max(0, counted() - pressesBefore - slow.length)
  return [...slow, ...Array.from({ length: quick }, () => 0)]
}

function counted(): number {
  return (performance as unknown as { interactionCount?: number }).interactionCount ?? 0 // likewise
}

/** Begins to note tasks that keep the page from answering for more than 50 ms. */
export function noteTasks(): void {
  new PerformanceObserver((list) => {
    for (const { duration } of list.getEntries()) longest = Math.max(longest, duration)
  }).observe({ type: 'longtask' })
}

/** How long the longest of them took, in ms; 0 without any. */
export function longestTask(): number {
  return longest
}
