import 'fake-indexeddb/auto'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { AppError } from '../../../../core/domain/errors.ts'
import { openShelf, type ReportShelf, type ShelfReport } from '../../../kit/sync/report-shelf.ts'
import { shareWaiting, type ReportCloud } from './share-reports.ts'

let shelf: ReportShelf
beforeEach(() => {
  shelf = openShelf(crypto.randomUUID(), 'hotel')
})
afterEach(() => shelf.close())

const report = (id: string, madeAt: number, sharing: ShelfReport['sharing'] = 'waiting'): ShelfReport => ({
  id, name: `${id}.pdf`, from: '2026-10-01', to: '2026-10-31', madeAt, bytes: Uint8Array.of(1, 2), unshown: [], sharing, automatic: false,
})

/** A cloud that keeps what it was given, and fails as told. */
function memoryCloud() {
  const files = new Map<string, number>()
  const listed: string[] = []
  const failures: Record<string, AppError> = {}
  const cloud: ReportCloud = {
    upload: async (path, file) => void files.set(path, file.size),
    async list({ id }) {
      if (failures[id]) throw failures[id]
      listed.push(id)
    },
  }
  return { cloud, files, listed, failures }
}

const states = async () => Object.fromEntries((await shelf.reports.toArray()).map(({ id, sharing }) => [id, sharing]))

it('shares what waits, the oldest first, and nothing else', async () => {
  for (const one of [report('b', 2), report('a', 1), report('c', 3, 'here')]) await shelf.keep(one)
  const { cloud, listed, files } = memoryCloud()
  await shareWaiting(shelf, 'hotel', cloud, () => undefined)
  expect(listed).toEqual(['a', 'b'])
  expect(files.get('hotel/a.pdf')).toBe(2)
  expect(await states()).toEqual({ a: 'shared', b: 'shared', c: 'here' })
})

it('goes on waiting without network, and keeps what is refused', async () => {
  for (const one of [report('a', 1), report('b', 2), report('c', 3)]) await shelf.keep(one)
  const { cloud, listed, failures } = memoryCloud()
  failures['a'] = new AppError('not-allowed')
  failures['b'] = new AppError('offline')
  const refused: unknown[] = []
  await shareWaiting(shelf, 'hotel', cloud, (error) => refused.push(error))
  expect(await states()).toEqual({ a: 'here', b: 'waiting', c: 'waiting' })
  expect(refused).toEqual([failures['a']])
  delete failures['b']
  await shareWaiting(shelf, 'hotel', cloud, () => undefined)
  expect(listed).toEqual(['b', 'c'])
})

it('takes off the oldest, but none that waits', async () => {
  await shelf.keep(report('first', 0))
  await shelf.keep(report('second', 1, 'here'))
  for (let index = 2; index < 42; index += 1) await shelf.keep(report(`r${index}`, index, 'here'))
  expect(Object.keys(await states())).toHaveLength(41)
  expect(await states()).toMatchObject({ first: 'waiting' })
})
