import { type Journal, type JournaledOutbox, mergeOutboxes } from './journal.ts'

interface Slot {
  text: string | null
  isHeld: boolean
}

/** Where journals in memory keep what they are told: a machine's files. */
export interface MemoryFiles {
  readonly slots: Slot[]
  /** The machine is off: nobody holds a slot any more. */
  release(): void
}

/** A machine without files. */
export function memoryFiles(): MemoryFiles {
  const slots: Slot[] = []
  return { slots, release: () => slots.forEach((slot) => (slot.isHeld = false)) }
}

/** A journal in memory, for tests: it takes the first slot that nobody holds, and reads what was left in any other. */
export function memoryJournal(files: MemoryFiles = memoryFiles()): Journal {
  let mine: Slot | null = null
  let left: Slot[] = []
  return {
    read: async () => {
      left = files.slots.filter(({ isHeld }) => !isHeld)
      mine = left[0] ?? { text: null, isHeld: true }
      mine.isHeld = true
      if (left.length === 0) files.slots.push(mine)
      return mergeOutboxes(left.flatMap(({ text }) => (text === null ? [] : [JSON.parse(text) as JournaledOutbox])))
    },
    write: async (outbox) => {
      left.forEach((slot) => (slot.text = null))
      left = []
      if (mine) mine.text = JSON.stringify(outbox)
    },
    close: async () => {
      if (mine) mine.isHeld = false
    },
  }
}
