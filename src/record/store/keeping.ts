/**
 * Asks the browser to keep what is recorded also when its disk is full; some ask the person. Where it does not, or can't be asked
 * (plain http on a host name), `isKept` says so.
 */
export function askToKeep(): void {
  void tried(() => navigator.storage.persist())
}

/** Whether the browser keeps what is recorded also when its disk is full. */
export function isKept(): Promise<boolean> {
  return tried(() => navigator.storage.persisted())
}

async function tried(ask: () => Promise<boolean>): Promise<boolean> {
  try {
    return await ask()
  } catch {
    return false
  }
}
