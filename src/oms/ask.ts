import { findJson } from '~/oms/answer-text'
import { send } from '~/oms/client'
import type { Evidence } from '~/oms/evidence'

/**
 * Asks OMS something, which changes nothing: like {@link send}, but JSON counts also where a notice or a page stands around
 * it, or it is not written in UTF-8. An empty list does not: the script of any page has one.
 */
export async function ask(...question: Parameters<typeof send>): Promise<Evidence> {
  const evidence = await send(...question)
  if (evidence.kind !== 'answer' || evidence.json !== undefined) return evidence
  const { json } = findJson(evidence.text) ?? {}
  return json === undefined || (Array.isArray(json) && json.length === 0) ? evidence : { ...evidence, json }
}
