const patienceMs = 10 * 60_000

/** Resolves to the moment at which the browser has painted the frame that it is about to. */
export function painted(): Promise<number> {
  return new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel()
    port1.addEventListener('message', () => resolve(performance.now()), { once: true })
    port1.start()
    port2.postMessage(undefined)
  })
}

export const nextFrame = () => new Promise(requestAnimationFrame)

/** Looks before every frame; resolves to when the first one was painted for which this held. */
export async function untilPainted(holds: () => boolean, what: string): Promise<number> {
  const begin = performance.now()
  await nextFrame()
  while (!holds()) {
    if (performance.now() - begin > patienceMs) throw new Error(`never painted: ${what}`)
    await nextFrame()
  }
  return painted()
}

type Frame = { at: number; top: number; isBlank: boolean }
let frames: Frame[] | undefined

/** Begins to note when frames are drawn, how far the page is scrolled in each, and whether a row is in the middle of it. */
export function noteFrames(): void {
  const noted: Frame[] = []
  frames = noted
  const note = (at: number) => {
    noted.push({ at, top: window.scrollY, isBlank: isBlank() })
    if (frames === noted) requestAnimationFrame(note)
  }
  requestAnimationFrame(note)
}

/** Ends it: the time from each frame to the next, in ms, from the first to the last that has scrolled, and the longest time without a row. */
export function notedFrames(): { times: number[]; blankMs: number } {
  const steps = (frames ?? []).map(({ at, top, ...frame }, index, all) => {
    const before = all[index - 1] ?? { at, top }
    return { ...frame, time: at - before.at, isScrolled: top !== before.top }
  })
  frames = undefined
  const isScrolled = (step: { isScrolled: boolean }) => step.isScrolled
  const scrolled = steps.slice(steps.findIndex(isScrolled), steps.findLastIndex(isScrolled) + 1)
  let blankMs = 0
  let sinceRow = 0
  for (const { time, isBlank: blank } of scrolled) {
    sinceRow = blank ? sinceRow + time : 0
    blankMs = Math.max(blankMs, sinceRow)
  }
  return { times: scrolled.map(({ time }) => time), blankMs }
}

/** By the place of the first row, for what is at a point the browser would have to look through the whole page. */
function isBlank(): boolean {
  const rows = document.querySelectorAll('tbody > tr[aria-rowindex]')
  const { top, height } = rows[0]?.getBoundingClientRect() ?? { top: 0, height: 1 }
  const middle = rows[Math.floor((window.innerHeight / 2 - top) / height)]
  return middle?.querySelector('a[href*="/applications/"]') == null
}
