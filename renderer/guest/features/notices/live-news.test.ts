import { describe, expect, it } from 'vitest'
import type { GuestNotification } from '../../../../core/domain/rows.ts'
import { liveNews } from './live-news.ts'

const now = Date.parse('2026-11-24T12:00:00Z')
const notice = (id: string, created_at = '2026-11-24T11:59:58Z', read_at: string | null = null) => ({ id, created_at, read_at }) as GuestNotification

describe('liveNews', () => {
  it('tells what came since, once', () => {
    const news = liveNews(() => now)
    expect(news([notice('old')])).toEqual([])
    expect(news([notice('old'), notice('new')]).map(({ id }) => id)).toEqual(['new'])
    expect(news([notice('old'), notice('new')])).toEqual([])
  })

  it('keeps quiet about what was read elsewhere or happened while the app was closed', () => {
    const news = liveNews(() => now)
    news([])
    expect(news([notice('read', '2026-11-24T11:59:58Z', '2026-11-24T11:59:59Z'), notice('yesterday', '2026-11-23T12:00:00Z')])).toEqual([])
  })
})
