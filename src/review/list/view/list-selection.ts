/** The keys from one row to another, both included, whichever comes first; only `to` where `from` is not among them. */
export function range(keys: readonly string[], from: string | undefined, to: string): string[] {
  const [first, last] = [from === undefined ? -1 : keys.indexOf(from), keys.indexOf(to)]
  if (first === -1 || last === -1) return [to]
  return keys.slice(Math.min(first, last), Math.max(first, last) + 1)
}

export function withKeys(selected: ReadonlySet<string>, keys: readonly string[], put: boolean): ReadonlySet<string> {
  const changed = new Set(selected)
  for (const key of keys) {
    if (put) changed.add(key)
    else changed.delete(key)
  }
  return changed
}
