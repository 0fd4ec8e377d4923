import type { Membership } from './connection.ts'

/** What this device remembers of a user's hotels. A store that refuses (private mode, full) only costs the memory. */
export function membershipMemory(store: Pick<Storage, 'getItem' | 'setItem'>, userId: string) {
  const listKey = `hotels:${userId}`
  const chosenKey = `hotel:${userId}`

  function put(key: string, value: string): void {
    try {
      store.setItem(key, value)
    } catch (error) {
      console.warn('not remembered', key, error)
    }
  }

  return {
    /** The hotels last known, or null where nothing usable is kept. */
    memberships(): Membership[] | null {
      try {
        const kept: unknown = JSON.parse(store.getItem(listKey) ?? 'null')
        return Array.isArray(kept) && kept.length > 0 && kept.every(isMembership) ? kept : null
      } catch (error) {
        console.warn('memory unreadable', error)
        return null
      }
    },
    chosen: (): string | null => store.getItem(chosenKey),
    keep: (memberships: Membership[]): void => put(listKey, JSON.stringify(memberships)),
    choose: (id: string): void => put(chosenKey, id),
  }
}

function isMembership(value: unknown): value is Membership {
  return typeof value === 'object' && value !== null && 'role' in value && 'hotel' in value && typeof value.hotel === 'object' && value.hotel !== null && 'id' in value.hotel
}
