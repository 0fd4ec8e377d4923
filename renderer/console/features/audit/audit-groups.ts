/** The actions of the audit log, by what a manager looks for. */
export const auditGroups = {
  coupons: ['coupon-drafted', 'coupon-changed', 'coupon-published', 'coupon-paused', 'coupon-archived'],
  uses: ['use-counted', 'use-conflict', 'use-undone', 'use-closed'],
  team: ['member-invited', 'member-joined', 'member-changed', 'member-left', 'invitation-accepted', 'invitation-revoked'],
  hotel: ['hotel-created', 'hotel-changed'],
  reports: ['report-saved'],
} as const

export type AuditGroup = keyof typeof auditGroups

/** The group of an action; null for one that this console does not know yet. */
export function groupOf(action: string): AuditGroup | null {
  const found = Object.entries(auditGroups).find(([, actions]) => (actions as readonly string[]).includes(action))
  return (found?.[0] as AuditGroup | undefined) ?? null
}
