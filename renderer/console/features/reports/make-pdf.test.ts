import { expect, it } from 'vitest'
import { makePdf, type PdfWorker } from './make-pdf.ts'
import type { PdfNews, PdfOrder } from './pdf-messages.ts'

const order = {} as PdfOrder

/** A worker that says what the test tells it to. */
function memoryWorker() {
  const orders: unknown[] = []
  let alive = true
  let listener: (news: PdfNews) => void = () => {}
  const worker: PdfWorker = {
    order: (order) => orders.push(order),
    onNews: (heard) => (listener = heard),
    terminate: () => (alive = false),
  }
  return { worker, orders, isAlive: () => alive, say: (news: PdfNews) => listener(news) }
}

function start() {
  const memory = memoryWorker()
  const ending = new AbortController()
  const shares: number[] = []
  const made = makePdf(order, { signal: ending.signal, onProgress: (share) => shares.push(share), startWorker: () => memory.worker })
  return { ...memory, ending, shares, made }
}

it('gives the file, tells the progress, and ends the worker', async () => {
  const at = start()
  expect(at.orders).toEqual([order])
  at.say({ kind: 'progress', share: 0.5 })
  const file = { bytes: Uint8Array.of(1), unshown: [] }
  at.say({ kind: 'done', file })
  expect(await at.made).toEqual(file)
  expect(at.shares).toEqual([0.5])
  expect(at.isAlive()).toBe(false)
})

it('ends the worker at once when cancelled', async () => {
  const at = start()
  at.ending.abort('cancelled')
  await expect(at.made).rejects.toBe('cancelled')
  expect(at.isAlive()).toBe(false)
})

it('rejects and ends the worker when it fails', async () => {
  const at = start()
  at.say({ kind: 'failed', reason: 'no glyph' })
  await expect(at.made).rejects.toMatchObject({ code: 'unexpected', detail: 'no glyph' })
  expect(at.isAlive()).toBe(false)
})
