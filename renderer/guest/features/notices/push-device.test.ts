import { beforeEach, describe, expect, it } from 'vitest'
import { memoryPush } from './memory-push.ts'
import { pushState, settlePush, turnOff, turnOn } from './push-device.ts'

const key = 'server-key'
let called: string[] = []
const server = async (name: string) => void called.push(name)

beforeEach(() => (called = []))

describe('pushes of this browser', () => {
  it('are said to be off without a key, and nobody is asked before a press', async () => {
    const push = memoryPush()
    expect(await pushState(push, undefined, 'ana')).toBe('no-key')
    expect(await pushState(push, key, 'ana')).toBe('off')
    await settlePush(push, server, 'ana')
    expect([push.asked, called]).toEqual([0, []])
  })

  it('are told to the server when they are turned on, and again at the next start', async () => {
    const push = memoryPush()
    await turnOn(push, server, key, 'ana')
    expect(await pushState(push, key, 'ana')).toBe('on')
    await settlePush(push, server, 'ana')
    expect(called).toEqual(['save_push_subscription', 'save_push_subscription'])
  })

  it('stay off for who declines', async () => {
    const push = memoryPush('denied')
    await expect(turnOn(push, server, key, 'ana')).rejects.toThrow('not-allowed')
    expect([await pushState(push, key, 'ana'), called]).toEqual(['denied', []])
  })

  it('end here even while the server cannot be reached', async () => {
    const push = memoryPush()
    await turnOn(push, server, key, 'ana')
    await turnOff(push, async () => {
      throw new Error('no network')
    })
    expect([push.held, await push.owner()]).toEqual([null, null])
  })

  it('of one guest are never another’s', async () => {
    const push = memoryPush()
    await turnOn(push, server, key, 'ana')
    expect(await pushState(push, key, 'ben')).toBe('off')
    await settlePush(push, server, 'ben')
    expect([push.held, called]).toEqual([null, ['save_push_subscription']])
  })
})
