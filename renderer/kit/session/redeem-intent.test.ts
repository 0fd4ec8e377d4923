import { beforeEach, describe, expect, it } from 'vitest'
import { redeemIntents } from './redeem-intent.ts'

function memoryStorage() {
  const kept = new Map<string, string>()
  return {
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, value: string) => void kept.set(key, value),
    removeItem: (key: string) => void kept.delete(key),
    kept,
  }
}

const ana = 'ana@example.com'
const minutes = (n: number) => n * 60_000

describe('redeemIntents', () => {
  let at = 0
  let tab = memoryStorage()
  let device = memoryStorage()
  const intents = () => redeemIntents(tab, device, () => at)
  const otherTab = () => redeemIntents(memoryStorage(), device, () => at)
  beforeEach(() => {
    at = 0
    tab = memoryStorage()
    device = memoryStorage()
  })

  it('gives the intent back once, to its own coupon', () => {
    intents().keep({ couponId: 'a', follow: false })
    expect(intents().take('b', ana)).toBeNull()
    expect(intents().take('a', ana)).toEqual({ couponId: 'a', follow: false })
    expect(intents().take('a', ana)).toBeNull()
  })

  it('forgets after half an hour', () => {
    intents().keep({ couponId: 'a', follow: true })
    at = minutes(31)
    expect(intents().take('a', ana)).toBeNull()
  })

  it('stays in its tab until a mail is awaited', () => {
    intents().keep({ couponId: 'a', follow: true })
    expect(otherTab().take('a', ana)).toBeNull()
    expect(device.kept.size).toBe(0)
  })

  it('waits in another tab for who confirms the address, and is done once', () => {
    intents().keep({ couponId: 'a', follow: false })
    intents().awaitMail(' Ana@Example.com ')
    expect(otherTab().awaitedCoupon(ana)).toBe('a')
    expect(otherTab().take('a', ana)).toEqual({ couponId: 'a', follow: false })
    expect(otherTab().take('a', ana)).toBeNull()
    expect(intents().take('a', ana)).toBeNull()
  })

  it('is not done in the name of somebody else on the same phone, nor in the tab it was made in', () => {
    intents().keep({ couponId: 'a', follow: true })
    intents().awaitMail(ana)
    expect(otherTab().awaitedCoupon('ben@example.com')).toBeNull()
    expect(otherTab().take('a', 'ben@example.com')).toBeNull()
    expect(intents().take('a', 'ben@example.com')).toBeNull()
    expect(otherTab().take('a', ana)).not.toBeNull()
  })

  it('waits no longer than a mail’s link holds, and then leaves nothing behind', () => {
    intents().keep({ couponId: 'a', follow: true })
    intents().awaitMail(ana)
    at = minutes(61)
    expect(otherTab().awaitedCoupon(ana)).toBeNull()
    expect(device.kept.size).toBe(0)
  })

  it('is forgotten with the session', () => {
    intents().keep({ couponId: 'a', follow: true })
    intents().awaitMail(ana)
    intents().keep({ couponId: 'b', follow: true })
    intents().forget()
    expect([tab.kept.size, device.kept.size]).toEqual([0, 0])
  })

  it('does not trust what it finds', () => {
    tab.setItem('redeem-intent', '{"couponId":1}')
    expect(intents().take('a', ana)).toBeNull()
    tab.setItem('redeem-intent', 'nonsense')
    expect(intents().take('a', ana)).toBeNull()
  })
})
