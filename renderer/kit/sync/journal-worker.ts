import { journalSlots } from './journal-slots.ts'
import type { JournalAnswer, JournalOrder } from './journal-messages.ts'

/* Files with synchronous access are a worker's alone. One worker keeps one journal for one window. */

const slots = journalSlots(() => navigator.storage.getDirectory())

async function obey(order: JournalOrder): Promise<string[]> {
  if (order.kind === 'open') return slots.open(order.name)
  if (order.kind === 'write') slots.write(order.text)
  else slots.close()
  return []
}

/** Orders are worked on one after another, as they came. */
let last: Promise<unknown> = Promise.resolve()
addEventListener('message', ({ data: order }: MessageEvent<JournalOrder>) => {
  const answered = last.then(() => obey(order))
  last = answered.then(
    (found) => postMessage({ number: order.number, found } satisfies JournalAnswer),
    (error: unknown) => postMessage({ number: order.number, failure: error instanceof Error ? error.name : String(error) } satisfies JournalAnswer),
  )
})
