/** As a browser writes that has no room left. */
export function noRoom(): never {
  throw new DOMException('full', 'QuotaExceededError')
}
