import { beforeEach, describe, expect, it } from 'vitest'
import { checkCharacter } from '../../../../core/domain/code.ts'
import { AppError } from '../../../../core/domain/errors.ts'
import type { Verdict } from '../../../../core/domain/verdict.ts'
import { createDesk, type DeskPorts, type DeskState } from './desk.ts'

const code = `0123456789AB${checkCharacter('0123456789AB')}`
const valid: Verdict = {
  kind: 'valid', redemption_id: 'r', coupon_id: 'c', coupon_title: 'Breakfast', discount_kind: 'gift', discount_value: 0, currency: 'EUR',
  guest_name: 'Alex', redeemed_at: '2026-11-01T10:00:00Z', expires_at: '2026-12-01T00:00:00Z',
}
const used: Verdict = { kind: 'used', use_id: 'u', redemption_id: 'r', coupon_title: 'Breakfast', guest_name: 'Alex', used_at: '2026-11-02T09:00:00.000Z' }

/** A desk whose cloud and outbox are lists. */
function setUp(change: Partial<DeskPorts> = {}) {
  const states: DeskState[] = []
  const outbox: unknown[] = []
  const sent: unknown[] = []
  const asked: string[] = []
  const ports: DeskPorts = {
    hotel: 'h',
    device: () => 'Desk 1',
    isOnline: () => true,
    acceptsUnknown: () => false,
    now: () => new Date('2026-11-02T09:00:00Z'),
    verify: async (text) => {
      asked.push(text)
      return valid
    },
    judge: async () => ({ verdict: valid, onlineOnly: false }),
    commit: async (args) => {
      outbox.push(args)
      return 'id'
    },
    commitNow: async (args) => {
      sent.push(args)
      return used
    },
    ...change,
  }
  const desk = createDesk(ports, (state) => states.push(state))
  return { desk, states, outbox, sent, asked, last: () => states.at(-1) }
}

const fail = (error: 'offline' | 'queued' | 'not-allowed') => async () => {
  throw new AppError(error)
}
const args = { hotel: 'h', code, happened_at: '2026-11-02T09:00:00.000Z', device: 'Desk 1' }

describe('online', () => {
  let at: ReturnType<typeof setUp>
  beforeEach(() => {
    at = setUp()
  })

  it.each([['a link', `https://hotel.example/?code=${code}&lang=en`], ['a sentence', `My code: ${code.toLowerCase()}.`]])('finds the code in %s', async (_, text) => {
    await at.desk.check(text)
    expect([at.asked, at.last()]).toMatchObject([[code], { kind: 'judged', code, usable: true }])
  })

  it('asks the cloud with the normalised code and uses it at once', async () => {
    await at.desk.check(` ${code.toLowerCase().slice(0, 4)}-${code.slice(4)} `)
    expect(at.asked).toEqual([code])
    expect(at.last()).toEqual({ kind: 'judged', code, verdict: valid, offline: false, usable: true })
    await at.desk.use()
    expect(at.sent).toEqual([args])
    expect(at.last()).toEqual({ kind: 'judged', code, verdict: used, offline: false, usable: false })
    expect(at.outbox).toEqual([])
  })

  it('knows a mistyped code without asking', async () => {
    await at.desk.check('0123456789ABX')
    expect(at.asked).toEqual([])
    expect(at.last()).toMatchObject({ kind: 'judged', verdict: { kind: 'malformed-code' }, usable: false })
  })

  it('uses nothing that is not valid, and nothing twice', async () => {
    const refused = setUp({ verify: async () => ({ kind: 'paused' }) })
    await refused.desk.check(code)
    await refused.desk.use()
    expect(refused.sent).toEqual([])
    await at.desk.check(code)
    await Promise.all([at.desk.use(), at.desk.use()])
    expect(at.sent).toHaveLength(1)
  })

  it('shows what the cloud forbids', async () => {
    const forbidden = setUp({ verify: fail('not-allowed') })
    await forbidden.desk.check(code)
    expect(forbidden.last()).toMatchObject({ kind: 'failed', at: 'check', error: { code: 'not-allowed' } })
  })

  it('drops the answer to an older question', async () => {
    let answer: (verdict: Verdict) => void = () => {}
    const slow = setUp({ verify: () => new Promise((resolve) => (answer = resolve)) })
    const first = slow.desk.check(code)
    slow.desk.reset()
    answer(valid)
    await first
    expect(slow.last()).toEqual({ kind: 'ready' })
  })
})

describe('without network', () => {
  it('judges by the replica and keeps the use in the outbox', async () => {
    const at = setUp({ isOnline: () => false, verify: fail('offline'), commitNow: fail('offline') })
    await at.desk.check(code)
    expect(at.last()).toMatchObject({ kind: 'judged', offline: true, usable: true })
    await at.desk.use()
    expect(at.outbox).toEqual([args])
    expect(at.last()).toMatchObject({ kind: 'judged', offline: true, usable: false, verdict: { kind: 'used', guest_name: 'Alex' } })
  })

  it('turns to the replica when the connection breaks while asking', async () => {
    const at = setUp({ verify: fail('offline') })
    await at.desk.check(code)
    expect(at.last()).toMatchObject({ kind: 'judged', offline: true, usable: true })
  })

  it('does not use a coupon that wants the cloud’s word', async () => {
    const at = setUp({ isOnline: () => false, judge: async () => ({ verdict: valid, onlineOnly: true }) })
    await at.desk.check(code)
    await at.desk.use()
    expect(at.outbox).toEqual([])
    expect(at.last()).toMatchObject({ verdict: { kind: 'valid' }, usable: false })
  })

  it('does not queue such a use either, when the network went after the verdict', async () => {
    const at = setUp({ commitNow: fail('offline'), judge: async () => ({ verdict: valid, onlineOnly: true }) })
    await at.desk.check(code)
    await at.desk.use()
    expect(at.outbox).toEqual([])
    expect(at.last()).toMatchObject({ kind: 'failed', at: 'use', error: { code: 'offline' } })
  })

  it.each([['offline', 1], ['queued', 0]] as const)('when the use ends with “%s”, the outbox gains %i of its own', async (error, count) => {
    const at = setUp({ commitNow: fail(error) })
    await at.desk.check(code)
    await at.desk.use()
    expect(at.outbox).toHaveLength(count)
    expect(at.last()).toMatchObject({ kind: 'judged', offline: true, verdict: { kind: 'used' } })
  })
})

describe('a code that nobody here knows', () => {
  const unknown = { verdict: { kind: 'unknown-code' }, onlineOnly: false } as const

  it('is refused offline, unless the hotel accepts such ones at its own risk; then it is kept, and said to be no more than that', async () => {
    const strict = setUp({ isOnline: () => false, judge: async () => unknown })
    await strict.desk.check(code)
    await strict.desk.use()
    expect(strict.last()).toEqual({ kind: 'judged', code, verdict: { kind: 'unknown-code' }, offline: true, usable: false })

    const daring = setUp({ isOnline: () => false, judge: async () => unknown, acceptsUnknown: () => true })
    await daring.desk.check(code)
    expect(daring.last()).toMatchObject({ usable: true, risk: true })
    await daring.desk.use()
    expect(daring.outbox).toEqual([args])
    expect(daring.last()).toMatchObject({ kind: 'judged', verdict: { kind: 'used', coupon_title: '' }, offline: true, usable: false, risk: true })
  })

  it('is never accepted against the cloud’s word', async () => {
    const online = setUp({ verify: async () => ({ kind: 'unknown-code' }), acceptsUnknown: () => true })
    await online.desk.check(code)
    await online.desk.use()
    expect([online.sent, online.outbox]).toEqual([[], []])
    expect(online.last()).toMatchObject({ offline: false, usable: false })
  })
})
