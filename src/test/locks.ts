import { onTestFinished } from 'vitest'

type Options = { ifAvailable?: boolean }
type Work = (lock: { name: string } | null) => Promise<unknown>

/** Web Locks for one test, which jsdom does not have; who has to wait for one waits for ever. Returns the names held. */
export function withLocks(): Set<string> {
  const held = new Set<string>()
  const request = async (name: string, ...rest: [Work] | [Options, Work]): Promise<unknown> => {
    const [options, work] = rest.length === 1 ? [{}, rest[0]] : rest
    if (held.has(name)) return options.ifAvailable === true ? work(null) : new Promise(() => {})
    held.add(name)
    try {
      return await work({ name })
    } finally {
      held.delete(name)
    }
  }
  const query = async () => ({ held: [...held].map((name) => ({ name })) })
  Object.defineProperty(navigator, 'locks', { value: { request, query }, configurable: true })
  onTestFinished(() => void Reflect.deleteProperty(navigator, 'locks'))
  return held
}
