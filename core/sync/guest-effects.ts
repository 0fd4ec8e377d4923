import type { GuestTables } from '../domain/rows.ts'
import type { LocalEffects } from './ports.ts'

/** What a guest's commands change in the replica at once. A redemption appears with the server's answer, which has the code. */
export const guestEffects: LocalEffects<GuestTables> = {
  set_follow: async ({ hotel, following, muted }, rows, { created_at }) => {
    const [known] = await rows.find('follows', 'hotel_id', hotel)
    if (known) await rows.put('follows', [{ ...known, muted, ended_at: following ? null : (known.ended_at ?? created_at) }])
  },

  set_delivery_channel: async ({ channel, enabled }, rows) => {
    const [known] = await rows.find('delivery_channels', 'channel', channel)
    if (known) await rows.put('delivery_channels', [{ ...known, enabled }])
  },

  mark_notifications_read: async ({ ids }, rows, { created_at }) => {
    for (const id of ids) {
      const known = await rows.get('notifications', id)
      if (known && known.read_at === null) await rows.put('notifications', [{ ...known, read_at: created_at }])
    }
  },
}
