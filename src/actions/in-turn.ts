const atATime = 4

let running = 0
const waiting: (() => void)[] = []

/** Runs a few at a time, the others in the order in which they came. What is given up before its turn is not begun. */
export async function inTurn<Result>(signal: AbortSignal, work: () => Promise<Result>): Promise<Result> {
  if (running < atATime) running += 1
  else await new Promise<void>((resolve) => waiting.push(resolve))
  try {
    signal.throwIfAborted()
    return await work()
  } finally {
    const next = waiting.shift()
    if (next === undefined) running -= 1
    else next()
  }
}
