// @vitest-environment happy-dom
import { createPinia } from 'pinia'
import { createApp } from 'vue'
import { beforeEach, describe, expect, it } from 'vitest'
import { AppError } from '../../../core/domain/errors.ts'
import { useSession } from '../../kit/session/use-session.ts'
import { connectionKey, type Connection, type Membership } from './connection.ts'
import { useHotels } from './hotel-store.ts'

const membership = (id: string) => ({ role: 'owner', hotel: { id, name: `Hotel ${id}` } }) as Membership

/** The store over a cloud whose answers the test sets. */
function setUp() {
  const cloud = { answer: async (_user: string): Promise<Membership[]> => [], calls: [] as unknown[] }
  const connection = {
    memberships: (user: string) => cloud.answer(user),
    cloud: {
      call: async (name: string, args: object) => {
        cloud.calls.push({ name, args })
        return { kind: 'created', hotel_id: 'new' }
      },
    },
  } as unknown as Connection
  const app = createApp({}).use(createPinia()).provide(connectionKey, connection)
  return app.runWithContext(() => {
    const session = useSession()
    const hotels = useHotels()
    const signIn = async (id: string) => {
      session.$patch({ user: { id, email: '' } })
      await hotels.open(id)
    }
    return { cloud, hotels, session, signIn }
  })
}

beforeEach(() => localStorage.clear())

describe('the hotels of a user', () => {
  it('are read, and the one chosen last is chosen again', async () => {
    const first = setUp()
    first.cloud.answer = async () => [membership('a'), membership('b')]
    await first.signIn('ann')
    expect(first.hotels.chosen?.hotel.id).toBe('a')
    first.hotels.choose('b')

    const second = setUp()
    second.cloud.answer = first.cloud.answer
    await second.signIn('ann')
    expect(second.hotels.chosen?.hotel.id).toBe('b')
  })

  it('open from memory without network', async () => {
    const online = setUp()
    online.cloud.answer = async () => [membership('a')]
    await online.signIn('ann')

    const offline = setUp()
    offline.cloud.answer = async () => {
      throw new AppError('offline')
    }
    await offline.signIn('ann')
    expect(offline.hotels.chosen?.hotel.id).toBe('a')
    expect(offline.hotels.error).toBeNull()
  })

  it('are an error where neither cloud nor memory knows them', async () => {
    const at = setUp()
    at.cloud.answer = async () => {
      throw new AppError('offline')
    }
    await at.signIn('ann')
    expect(at.hotels.memberships).toBeNull()
    expect(at.hotels.error).toMatchObject({ code: 'offline' })
  })

  it('are never shown to the next user, however late they come', async () => {
    const at = setUp()
    let answerAnn: (found: Membership[]) => void = () => {}
    at.cloud.answer = (user) => (user === 'ann' ? new Promise((resolve) => (answerAnn = resolve)) : Promise.resolve([membership('bobs')]))
    const ann = at.signIn('ann')
    await at.signIn('bob')
    answerAnn([membership('anns')])
    await ann
    expect(at.hotels.memberships).toEqual([membership('bobs')])
    at.session.$patch({ user: { id: 'cat', email: '' } })
    expect(at.hotels.chosen).toBeNull()
  })

  it('gain one by creating it, and it is chosen', async () => {
    const at = setUp()
    await at.signIn('ann')
    at.cloud.answer = async () => [membership('a'), membership('new')]
    await at.hotels.create({ name: 'New', city: 'Cork', country: 'IE', time_zone: 'Europe/Dublin', currency: 'EUR', address: '', description: '' })
    expect(at.cloud.calls).toMatchObject([{ name: 'create_hotel', args: { hotel: { name: 'New' } } }])
    expect(at.hotels.chosen?.hotel.id).toBe('new')
  })
})
