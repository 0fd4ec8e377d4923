import type { Redemption, RedemptionStatus } from '../../../core/domain/rows.ts'

/** The status of a redemption at an instant (epoch milliseconds): one that ran out is expired, even before the cloud has said so. */
export function statusAt({ status, expires_at }: Pick<Redemption, 'status' | 'expires_at'>, now: number): RedemptionStatus {
  return status === 'redeemed' && now >= Date.parse(expires_at) ? 'expired' : status
}
