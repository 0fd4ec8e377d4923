import { describe, expect, it } from 'vitest'
import { AppError } from '../domain/errors.ts'
import { desk, offline } from './test-desk.ts'

/** A desk that used a code and took that back while another desk was first; `undone` is the server's word on the undoing. */
async function tookBack(undone: () => { kind: string }, refused: () => { kind: string } = () => ({ kind: 'already-used', used_at: 'earlier' })) {
  const sent: string[] = []
  const all = desk(undefined, {
    use_code: ({ happened_at }) => (sent.push(`use ${String(happened_at)}`), refused()),
    undo_code: ({ happened_at }) => (sent.push(`undo ${String(happened_at)}`), undone()),
  })
  all.faults.current = offline
  const about = { hotel: 'h', code: '7K2M', happened_at: '10:00' }
  await all.engine.commit('use_code', { ...about, device: null })
  await all.engine.commit('undo_code', { ...about, reason: 'Wrong guest' })
  await all.engine.sync()
  all.faults.current = undefined
  await all.engine.sync()
  return { ...all, sent, about }
}

describe('a use that was taken back, and was refused', () => {
  it('S11, S16: is told, its undoing closes the conflict, and neither stays', async () => {
    const { engine, sent } = await tookBack(() => ({ kind: 'closed', use_id: 'u' }))
    expect(sent).toEqual(['use 10:00', 'undo 10:00'])
    expect([await engine.commands(), engine.status]).toMatchObject([[], { waiting: 0, rejected: 0 }])
  })

  it('S11, S16: leaves with its undoing where the server kept no use', async () => {
    const nothing = () => {
      throw new AppError('not-allowed')
    }
    const { engine } = await tookBack(nothing, () => ({ kind: 'unknown-code' }))
    expect(await engine.commands()).toEqual([])
  })

  it('S11: leaves nothing else behind: another use of the same code stays refused', async () => {
    const { engine, about } = await tookBack(() => ({ kind: 'closed', use_id: 'u' }))
    await engine.commit('use_code', { ...about, happened_at: '11:00', device: null })
    await engine.sync()
    await engine.commit('undo_code', { ...about, reason: 'Wrong guest' })
    await engine.sync()
    expect(await engine.commands()).toMatchObject([{ name: 'use_code', state: 'rejected', args: { happened_at: '11:00' } }])
  })

  it('S14: its undoing waits where the server has not judged the use', async () => {
    const failed = () => {
      throw new AppError('not-allowed')
    }
    const { engine, sent } = await tookBack(() => ({ kind: 'undone' }), failed)
    expect([sent, engine.status]).toMatchObject([['use 10:00'], { waiting: 1, rejected: 1 }])
  })
})
