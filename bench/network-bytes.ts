import type { CDPSession } from '@playwright/test'
import type { Measured } from './measures'

/** Counts what arrives from now on: files, and of scripts the kB on the wire, headers included. */
export function countBytes(cdp: CDPSession): () => Measured {
  const scripts = new Set<string>()
  let files = 0
  let bytes = 0
  cdp.on('Network.responseReceived', ({ requestId, type }) => {
    if (type === 'Script') scripts.add(requestId)
  })
  cdp.on('Network.loadingFinished', ({ requestId, encodedDataLength }) => {
    files += 1
    if (scripts.has(requestId)) bytes += encodedDataLength
  })
  return () => ({ 'requests until idle': files, 'JS until idle': bytes / 1_000 })
}
