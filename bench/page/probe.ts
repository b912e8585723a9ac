import { firstRowSince, watchFirstRow } from './first-row'
import { noteFrames, notedFrames, untilPainted } from './frames'
import { watchLoad, type Load, type Wanted } from './load'
import { answered, expectAnswer } from './paint-timing'
import { longestTask, notedPresses, notePresses, noteTasks } from './observed'

let loaded: Promise<Load> | undefined

const probe = {
  watch: (wanted: Wanted) => {
    loaded = watchLoad(wanted)
    void watchFirstRow()
  },
  loaded: async () => {
    if (loaded === undefined) throw new Error('nobody watches this load')
    return loaded
  },
  expectAnswer,
  answered,
  untilPainted,
  noteFrames,
  notedFrames,
  firstRowSince,
  notePresses,
  notedPresses,
  noteTasks,
  longestTask,
}

declare global {
  var bench: typeof probe
}
globalThis.bench = probe
