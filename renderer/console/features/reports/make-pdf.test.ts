import { expect, it } from 'vitest'
import { AppError } from '../../../../core/domain/errors.ts'
import type { FaceName } from '../../../../core/report/faces.ts'
import type { Face } from '../../../../core/report/pdf-type.ts'
import { makePdf, type PdfWorker } from './make-pdf.ts'
import type { PdfNews, PdfOrder, PdfWord } from './pdf-messages.ts'

const order = {} as PdfOrder

/** A worker that says what the test tells it to. */
function memoryWorker() {
  const heard: PdfWord[] = []
  let alive = true
  let listener: (news: PdfNews) => void = () => {}
  const worker: PdfWorker = {
    say: (word) => heard.push(word),
    onNews: (given) => (listener = given),
    terminate: () => (alive = false),
  }
  return { worker, heard, isAlive: () => alive, say: (news: PdfNews) => listener(news) }
}

function start(loadFaces: (names: readonly FaceName[]) => Promise<Face[]> = async () => []) {
  const memory = memoryWorker()
  const ending = new AbortController()
  const shares: number[] = []
  const made = makePdf(order, { signal: ending.signal, onProgress: (share) => shares.push(share), startWorker: () => memory.worker, loadFaces })
  return { ...memory, ending, shares, made }
}

it('has the faces loaded that are needed, gives the file, tells the progress, and ends the worker', async () => {
  const faces = [{ name: 'NotoSans', normal: Uint8Array.of(1), bold: Uint8Array.of(2) }] as Face[]
  const at = start(async (names) => faces.filter(({ name }) => names.includes(name as FaceName)))
  at.say({ kind: 'needs', faces: ['NotoSans'] })
  await Promise.resolve()
  expect(at.heard).toEqual([{ kind: 'report', order }, { kind: 'faces', faces }])
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

it('rejects and ends the worker where a face that every report needs can’t be had', async () => {
  const at = start(() => Promise.reject(new AppError('offline')))
  at.say({ kind: 'needs', faces: ['NotoSans'] })
  await expect(at.made).rejects.toMatchObject({ code: 'offline' })
  expect(at.isAlive()).toBe(false)
})

it('rejects and ends the worker when it fails', async () => {
  const at = start()
  at.say({ kind: 'failed', reason: 'no glyph' })
  await expect(at.made).rejects.toMatchObject({ code: 'unexpected', detail: 'no glyph' })
  expect(at.isAlive()).toBe(false)
})
