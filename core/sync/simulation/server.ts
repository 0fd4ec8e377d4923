import { codeDigest, codeFromRandom } from '../../domain/code.ts'
import { AppError } from '../../domain/errors.ts'
import type { Coupon, HotelTables, Redemption, Use } from '../../domain/rows.ts'
import type { CommandName, CouponDraft } from '../command.ts'
import { memoryCloud, type MemoryCloud, type MemoryHandler } from '../memory-cloud.ts'
import type { Ids } from '../ports.ts'

/* A model of the server: what docs/database.md says of the commands of a desk, in the fewest lines. */

export const hotel = 'hotel-1'
export const tables = ['hotels', 'hotel_members', 'coupons', 'redemptions', 'interaction_daily', 'uses'] as const
export const codes = Array.from({ length: 12 }, (_, i) => codeFromRandom(Array(12).fill(i)))
export const couponIds = ['coupon-1', 'coupon-2', 'coupon-3']

/** What the server has done: commands in the order in which they were worked on, and those that it accepted. */
export interface ServerRecord {
  worked: string[]
  accepted: Set<string>
}

type Args = Parameters<MemoryHandler<HotelTables>>[0]
type Server = MemoryCloud<HotelTables>

/** A hotel with redemptions of every code but the last. `trouble` makes single commands fail now and then. */
export function simulatedServer({ now, ids, trouble, remembers }: { now(): number; ids: Ids; trouble: { on: boolean }; remembers: boolean }): { cloud: Server; record: ServerRecord } {
  const record: ServerRecord = { worked: [], accepted: new Set() }
  const strikes = new Map<string, number>()

  /** Some commands the server fails on a few times, whatever else it answers. */
  const stumble = (id: string): void => {
    const left = strikes.get(id) ?? (trouble.on && ids.random() < 0.04 ? Math.ceil(ids.random() * 7) : 0)
    strikes.set(id, Math.max(0, left - 1))
    if (left > 0) throw new AppError('server-failed')
  }
  const noted = (done: string, work: MemoryHandler<HotelTables>): MemoryHandler<HotelTables> => (args, cloud) => {
    const id = String(args['command_id'])
    stumble(id)
    const result = work(args, cloud) as { kind: string }
    if (result.kind === 'too-many-attempts') return result
    record.worked.push(id)
    if (result.kind === done) record.accepted.add(id)
    return result
  }
  const handlers: { [N in CommandName]?: MemoryHandler<HotelTables> } = {
    use_code: noted('used', (args, cloud) => (trouble.on && ids.random() < 0.03 ? { kind: 'too-many-attempts', retry_after_s: 5 } : useCode(args, cloud, now()))),
    save_coupon: noted('saved', saveCoupon),
    publish_coupon: noted('published', setStatus('published')),
    pause_coupon: noted('paused', setStatus('paused')),
    archive_coupon: noted('archived', setStatus('archived')),
  }
  const cloud = memoryCloud<HotelTables>({ handlers, now, remembers })
  codes.slice(0, -1).forEach((code, i) => cloud.put('redemptions', redemption(code, i)))
  return { cloud, record }
}

function useCode(args: Args, cloud: Server, now: number): unknown {
  const at = String(args['happened_at'])
  if (Date.parse(at) > now + 5 * 60_000) throw new AppError('invalid-argument', { detail: 'happened_at' })
  const found = cloud.rows('redemptions').find((row) => row.code_digest === codeDigest(hotel, String(args['code'])))
  if (!found) return { kind: 'unknown-code' }
  const [id, device] = [String(args['command_id']), String(args['device'])]
  const tell = (status: Use['status']) =>
    cloud.put('uses', { id, hotel_id: hotel, redemption_id: found.id, status, happened_at: at, received_at: at, used_by: device, device, reason: null })
  if (found.status === 'used') {
    tell('conflict')
    return { kind: 'already-used', used_at: found.used_at, used_by_name: null, device: found.device }
  }
  tell('counted')
  cloud.put('redemptions', { ...found, status: 'used', used_at: at, used_by: device, device })
  return { kind: 'used', use_id: id, redemption_id: found.id, coupon_title: 'Spa', guest_name: 'Alex', used_at: at }
}

function saveCoupon(args: Args, cloud: Server): unknown {
  const coupon = args['coupon'] as CouponDraft
  if (coupon.title === '') throw new AppError('invalid-argument', { detail: 'title' })
  const fresh = { status: 'draft', published_at: null, starts_at: '', ends_at: '', created_at: '', updated_at: '' } as const
  cloud.put('coupons', { ...(cloud.get('coupons', coupon.id) ?? fresh), ...coupon } as Coupon)
  return { kind: 'saved', coupon_id: coupon.id }
}

function setStatus(status: 'published' | 'paused' | 'archived'): MemoryHandler<HotelTables> {
  return (args, cloud) => {
    const known = cloud.get('coupons', String(args['coupon']))
    if (!known) throw new AppError('not-allowed')
    if (known.status === 'archived') throw new AppError('wrong-state', { detail: known.status })
    cloud.put('coupons', { ...known, status })
    return { kind: status, coupon_id: known.id, followers: 0 }
  }
}

const redemption = (code: string, i: number): Redemption => ({
  id: `redemption-${i}`, coupon_id: 'coupon-1', hotel_id: hotel, guest_id: 'guest', guest_name: 'Alex', ordinal: 1, status: 'redeemed',
  redeemed_at: '2026-06-01T08:00:00Z', expires_at: '2026-07-01T00:00:00Z', used_at: null, used_by: null, device: null,
  code_digest: codeDigest(hotel, code),
})
