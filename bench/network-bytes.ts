import type { CDPSession } from '@playwright/test'
import type { Measured } from './measures'

/** Counts the files that arrive from now on, not OMS's answers, and of scripts the kB on the wire, headers included. */
export function countBytes(cdp: CDPSession): () => Measured {
  const scripts = new Set<string>()
  const answers = new Set<string>()
  let files = 0
  let bytes = 0
  cdp.on('Network.responseReceived', ({ requestId, type, response }) => {
    if (type === 'Script') scripts.add(requestId)
    if (/^\/(?:oms|record)\//.test(new URL(response.url).pathname)) answers.add(requestId)
  })
  cdp.on('Network.loadingFinished', ({ requestId, encodedDataLength }) => {
    if (!answers.has(requestId)) files += 1
    if (scripts.has(requestId)) bytes += encodedDataLength
  })
  return () => ({ 'files until idle': files, 'JS until idle': bytes / 1_000 })
}
