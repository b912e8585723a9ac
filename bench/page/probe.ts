import { noteFrames, notedFrames } from './frames'
import { watchLoad, type Load, type Wanted } from './load'
import { answered, expectAnswer } from './paint-timing'

let loaded: Promise<Load> | undefined

const probe = {
  watch: (wanted: Wanted) => {
    loaded = watchLoad(wanted)
  },
  loaded: async () => {
    if (loaded === undefined) throw new Error('nobody watches this load')
    return loaded
  },
  expectAnswer,
  answered,
  noteFrames,
  notedFrames,
}

declare global {
  var bench: typeof probe
}
globalThis.bench = probe
