/** So long may work keep the page from its person, in ms. */
const sliceMs = 50

/** Work in many small steps; each tells what part of the whole is done. */
export type Steps<Result> = Generator<number, Result>

/** Works until it is done, with a `pause` after each slice of time, in which the page can answer. */
export async function inSlices<Result>(
  steps: Steps<Result>,
  pause: () => Promise<unknown>,
  onProgress: (part: number) => void,
): Promise<Result> {
  let begun = performance.now()
  for (let step = steps.next(); ; step = steps.next()) {
    if (step.done === true) return step.value
    if (performance.now() - begun < sliceMs) continue
    onProgress(step.value)
    await pause()
    begun = performance.now()
  }
}

/** Works until it is done, without a pause. */
export function inOneGo<Result>(steps: Steps<Result>): Result {
  for (let step = steps.next(); ; step = steps.next()) if (step.done === true) return step.value
}

/** Resolves in a task of its own, so that the page can answer its person before. */
export function nextTask(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve))
}
