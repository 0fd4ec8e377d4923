import { expect, it } from 'vitest'
import type { Membership } from './connection.ts'
import { membershipMemory } from './membership-memory.ts'

function memoryStorage(full = false) {
  const items = new Map<string, string>()
  return {
    items,
    getItem: (key: string) => items.get(key) ?? null,
    setItem: (key: string, value: string) => {
      if (full) throw new Error('QuotaExceededError')
      items.set(key, value)
    },
  }
}

const memberships = [{ role: 'owner', hotel: { id: 'h', name: 'Hotel' } }] as unknown as Membership[]

it('gives back what was kept, to the same user alone', () => {
  const storage = memoryStorage()
  const memory = membershipMemory(storage, 'ann')
  memory.keep(memberships)
  memory.choose('h')
  expect(membershipMemory(storage, 'ann').memberships()).toEqual(memberships)
  expect(membershipMemory(storage, 'ann').chosen()).toBe('h')
  expect(membershipMemory(storage, 'bob').memberships()).toBeNull()
})

it.each(['{', '[]', '[{"role":"owner"}]', '{"a":1}'])('treats %s as nothing', (kept) => {
  const storage = memoryStorage()
  storage.items.set('hotels:ann', kept)
  expect(membershipMemory(storage, 'ann').memberships()).toBeNull()
})

it('goes on where nothing can be kept', () => {
  const memory = membershipMemory(memoryStorage(true), 'ann')
  memory.keep(memberships)
  expect(memory.memberships()).toBeNull()
})
