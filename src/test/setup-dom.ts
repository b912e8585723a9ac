import 'fake-indexeddb/auto'
import '@testing-library/jest-dom/vitest'
import { cleanup, configure } from '@testing-library/react'
import { IDBFactory } from 'fake-indexeddb'
import { afterAll, afterEach, beforeAll, beforeEach } from 'vitest'
import { session } from '~/session/session'
import { fastenStyles } from '~/test/fasten-styles'
import { server } from '~/test/server'

// What Mantine asks of a browser and jsdom does not have.
window.matchMedia = (query) =>
  ({
    matches: false,
    media: query,
    addEventListener: () => {},
    removeEventListener: () => {},
  }) as unknown as MediaQueryList
Object.defineProperty(document, 'fonts', { value: new EventTarget(), configurable: true })
Blob.prototype.arrayBuffer = function arrayBuffer() {
  return new Promise((resolve) => {
    const reader = new FileReader()
    reader.addEventListener('load', () => resolve(reader.result as ArrayBuffer)) // as it was asked for
    reader.readAsArrayBuffer(this)
  })
}
Blob.prototype.text = async function text() {
  return new TextDecoder('utf-8', { ignoreBOM: true }).decode(await this.arrayBuffer())
}
Element.prototype.scrollIntoView = () => {}
fastenStyles(window)
window.ResizeObserver = class {
  observe() {}
  unobserve() {}
  disconnect() {}
}

// A busy machine is slow, not wrong.
configure({ asyncUtilTimeout: 20_000 })

beforeAll(() => server.listen({ onUnhandledRequest: 'error' }))
beforeEach(() => {
  globalThis.indexedDB = new IDBFactory()
  globalThis.sessionStorage?.clear()
  globalThis.localStorage?.clear()
})
afterEach(() => {
  cleanup()
  session.signOut()
  server.reset()
})
afterAll(() => server.close())
