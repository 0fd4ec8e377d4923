import { expect, it } from 'vitest'
import type { Command } from './command.ts'
import { outboxOrder } from './send-order.ts'

const about = (id: string, seq: number, name: 'use_code' | 'undo_code', state: Command['state'] = 'waiting') =>
  ({ id, seq, name, state, args: { hotel: 'h', code: name === 'use_code' ? '0000-0000-00000' : '0000000000000', happened_at: '2026-06-01T10:00:00Z' } }) as Command
const ids = (commands: (Command | undefined)[]) => commands.map((command) => command?.id)

it('S9, S14: the undoing of a use goes after it, waits while it waits, and is held where it was refused', () => {
  const [use, undo] = [about('use', 1, 'use_code'), about('undo', 2, 'undo_code')]
  expect(ids([outboxOrder([use, undo]).next])).toEqual(['use'])
  expect(ids([outboxOrder([use, undo], ({ id }) => id === 'use').next])).toEqual([undefined])
  expect(ids([outboxOrder([undo]).next])).toEqual(['undo'])
  expect(ids(outboxOrder([about('use', 1, 'use_code', 'rejected'), undo]).held)).toEqual(['undo'])
  // What happened afterwards all the same is told, whatever became of the undoing.
  expect(ids([outboxOrder([about('use', 1, 'use_code', 'rejected'), undo, about('again', 3, 'use_code')]).next])).toEqual(['again'])
})
