/** Aborted when one of the signals is, with its reason. */
export function anySignal(signals: AbortSignal[]): AbortSignal {
  // Firefox has it since 124.
  if ('any' in AbortSignal) return AbortSignal.any(signals)
  const either = new AbortController()
  for (const signal of signals) {
    const abort = () => either.abort(signal.reason)
    if (signal.aborted) abort()
    signal.addEventListener('abort', abort, { signal: either.signal })
  }
  return either.signal
}
