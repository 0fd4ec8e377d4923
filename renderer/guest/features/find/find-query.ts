import type { LocationQuery, LocationQueryRaw } from 'vue-router'
import type { DiscountKind } from '../../../../core/domain/rows.ts'
import type { SearchFilters } from '../../../../core/sync/cloud-functions.ts'

export const kinds = ['percent', 'amount', 'gift'] as const
export const percents = ['10', '25', '50'] as const
export const endings = ['1', '7', '30'] as const
export const sorts = ['relevance', 'newest', 'ends-soon', 'biggest'] as const

/** What a guest looks for. It lives in the address, so that a search can be shared and survives a reload. */
export interface FindQuery {
  text: string
  city: string | null
  kind: DiscountKind | null
  /** At least so many percent. */
  percent: (typeof percents)[number] | null
  /** Ends within so many days. */
  ends: (typeof endings)[number] | null
  available: boolean
  sort: (typeof sorts)[number]
}

const longestText = 100
const longestCity = 80

/** A search from the address; what it does not understand it leaves out. */
export function fromAddress(query: LocationQuery): FindQuery {
  const text = (key: string): string => (typeof query[key] === 'string' ? query[key] : '')
  return {
    text: text('q').slice(0, longestText),
    city: text('city').slice(0, longestCity) || null,
    kind: kinds.find((kind) => kind === text('kind')) ?? null,
    percent: percents.find((percent) => percent === text('percent')) ?? null,
    ends: endings.find((days) => days === text('ends')) ?? null,
    available: text('available') === '1',
    sort: sorts.find((sort) => sort === text('sort')) ?? 'relevance',
  }
}

/** The address of a search; defaults are left out. */
export function toAddress(query: FindQuery): LocationQueryRaw {
  return {
    ...(query.text && { q: query.text }),
    ...(query.city && { city: query.city }),
    ...(query.kind && { kind: query.kind }),
    ...(query.percent && { percent: query.percent }),
    ...(query.ends && { ends: query.ends }),
    ...(query.available && { available: '1' }),
    ...(query.sort !== 'relevance' && { sort: query.sort }),
  }
}

/** A search as the database takes it. Without a sort it gives the best match, or without words the newest. */
export function toFilters(query: FindQuery): SearchFilters {
  return {
    ...(query.sort !== 'relevance' && { sort: query.sort }),
    ...(query.city && { city: query.city }),
    ...(query.kind && { discount_kind: query.kind }),
    ...(query.percent && { min_percent: Number(query.percent) }),
    ...(query.ends && { ends_within_days: Number(query.ends) }),
    ...(query.available && { available: true }),
  }
}

/** Whether anything narrows the search. */
export function isNarrowed(query: FindQuery): boolean {
  return query.text.trim() !== '' || Object.keys(toFilters({ ...query, sort: 'relevance' })).length > 0
}
