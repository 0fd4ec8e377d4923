import type { AuditFilters } from '../../../../core/domain/audit.ts'
import { addDays } from '../../../../core/domain/hotel-time.ts'
import { auditGroups, type AuditGroup } from './audit-groups.ts'

/** The periods that are one choice away; `days` are chosen one by one. */
export const periods = ['any', 'today', 'yesterday', 'last7', 'last30', 'last90', 'days'] as const

/** What the log is narrowed to, as its fields hold it. `any` stands for whatever there is; days are the hotel's. */
export interface AuditFilter {
  words: string
  group: AuditGroup | 'any'
  member: string
  coupon: string
  period: (typeof periods)[number]
  from: string
  to: string
}

/** The cloud looks for no longer words. */
const mostLetters = 100

export const noFilter: AuditFilter = { words: '', group: 'any', member: 'any', coupon: 'any', period: 'any', from: '', to: '' }

/** What the cloud is asked for. `redemption`: what the words are the code of, where they are one. */
export function filtersOf(filter: AuditFilter, today: string, redemption: string | null): AuditFilters {
  const { group, member, coupon } = filter
  const sought = filter.words.trim().slice(0, mostLetters)
  return {
    ...(group !== 'any' && { actions: auditGroups[group] }),
    ...(member !== 'any' && { member }),
    ...(coupon !== 'any' && { coupon }),
    ...(redemption === null ? sought && { words: sought } : { redemption }),
    ...daysOf(filter, today),
  }
}

function daysOf({ period, from, to }: AuditFilter, today: string): Pick<AuditFilters, 'from_day' | 'to_day'> {
  switch (period) {
    case 'any': return {}
    case 'today': return { from_day: today, to_day: today }
    case 'yesterday': return { from_day: addDays(today, -1), to_day: addDays(today, -1) }
    case 'days': return { ...(from && { from_day: from }), ...(to && { to_day: to }) }
    default: return { from_day: addDays(today, 1 - Number(period.slice('last'.length))), to_day: today }
  }
}
