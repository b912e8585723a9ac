import { findJson } from '~/oms/answer-text'
import { send, type Evidence } from '~/oms/client'

/**
 * Asks OMS something, which changes nothing: like {@link send}, but JSON counts also where a notice or a page stands around
 * it, or it is not written in UTF-8.
 */
export async function ask(...question: Parameters<typeof send>): Promise<Evidence> {
  const evidence = await send(...question)
  if (evidence.kind !== 'answer' || evidence.json !== undefined) return evidence
  const found = findJson(evidence.text)
  return found === undefined ? evidence : { ...evidence, json: found.json }
}
