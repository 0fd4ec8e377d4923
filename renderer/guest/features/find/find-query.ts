import type { LocationQuery, LocationQueryRaw } from 'vue-router'
import type { DiscountKind } from '../../../../core/domain/rows.ts'
import type { SearchFilters } from '../../../../core/sync/cloud-functions.ts'

/** What a guest looks for. It lives in the address, so that a search can be shared and survives a reload. */
export interface FindQuery {
  text: string
  city: string | null
  kind: DiscountKind | null
  endingSoon: boolean
  available: boolean
  sort: NonNullable<SearchFilters['sort']>
}

export const kinds = ['percent', 'amount', 'gift'] as const
export const sorts = ['relevance', 'newest', 'ends-soon'] as const
const soonDays = 7
const longestText = 100

/** A search from the address; what it does not understand it leaves out. */
export function fromAddress(query: LocationQuery): FindQuery {
  const text = (key: string): string => (typeof query[key] === 'string' ? query[key] : '')
  return {
    text: text('q').slice(0, longestText),
    city: text('city') || null,
    kind: kinds.find((kind) => kind === text('kind')) ?? null,
    endingSoon: text('soon') === '1',
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
    ...(query.endingSoon && { soon: '1' }),
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
    ...(query.endingSoon && { ends_within_days: soonDays }),
    ...(query.available && { available: true }),
  }
}

/** Whether anything narrows the search. */
export function isNarrowed(query: FindQuery): boolean {
  return query.text.trim() !== '' || Object.keys(toFilters({ ...query, sort: 'relevance' })).length > 0
}
