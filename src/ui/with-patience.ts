const patienceMs = 1_000

/** Waits for the work, but not longer than a second: for what is better done first, and no reason to stand still. */
export async function withPatience(work: Promise<void> | undefined): Promise<void> {
  if (work !== undefined) await Promise.race([work, new Promise<void>((resolve) => setTimeout(resolve, patienceMs))])
}
