import type { GuestNotification } from '../../../../core/domain/rows.ts'

// What happened longer ago is read in the inbox; a toast of it would be old news.
const freshMs = 2 * 60_000

/**
 * Picks what has just happened out of the inbox as it changes: unread, recent, and told once. The inbox as it was first
 * seen is no news, since it was there before the guest looked.
 */
export function liveNews(now: () => number = Date.now): (inbox: GuestNotification[]) => GuestNotification[] {
  let known: Set<string> | null = null
  return (inbox) => {
    const before = known
    known = new Set(inbox.map(({ id }) => id))
    if (!before) return []
    return inbox.filter((notice) => !before.has(notice.id) && notice.read_at === null && now() - Date.parse(notice.created_at) < freshMs)
  }
}
