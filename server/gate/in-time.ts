/** A store that has not answered by then counts as failed: what waits longer would reach OMS when the page has given up. */
export const storeMs = 5_000

/** What a store answers; throws when it does not. */
export function inTime<T>(work: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(new Error('The store does not answer')), storeMs)
  })
  return Promise.race([work, late]).finally(() => clearTimeout(timer))
}
