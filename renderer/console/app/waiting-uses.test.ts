import { expect, it } from 'vitest'
import type { Command, CommandName } from '../../../core/sync/command.ts'
import { waitingUses } from './waiting-uses.ts'

const command = (id: string, name: CommandName, code: string, happened_at: string, state: Command['state'] = 'waiting') => ({ id, name, state, args: { code, happened_at } }) as Command

it('tells of each use that waits, also of a second one of a code whose first was taken back', () => {
  const outbox = [
    command('1', 'use_code', '0000-0000-00000', '10:00'),
    command('2', 'use_code', 'AAAA', '10:01', 'rejected'),
    command('3', 'undo_code', '0000000000000', '10:00'),
    command('4', 'use_code', '0000000000000', '10:05'),
    { id: '5', name: 'pause_coupon', state: 'waiting', args: { coupon: 'c' } } as Command,
  ]
  expect(waitingUses(outbox).map(({ id }) => id)).toEqual(['4'])
  expect(waitingUses(outbox.slice(0, 2)).map(({ id }) => id)).toEqual(['1'])
})
