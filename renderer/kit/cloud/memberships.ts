import { fromServerFailure } from '../../../core/domain/server-failure.ts'
import type { Hotel, MemberRole } from '../../../core/domain/rows.ts'
import type { CloudClient } from './client.ts'

const columns = 'role, hotel:hotels(id, name, city, country, address, description, time_zone, currency, logo_path, listed)'

/** The hotels that a user works for, with his role, by name. Rejects with an AppError. */
export async function readMemberships(client: CloudClient, userId: string): Promise<{ hotel: Hotel; role: MemberRole }[]> {
  const { data, error, status } = await client.from('hotel_members').select(columns).eq('user_id', userId)
  if (error) throw fromServerFailure({ ...error, status })
  const rows = data as unknown as { hotel: Hotel | null; role: MemberRole }[]
  const known = rows.flatMap(({ hotel, role }) => (hotel ? [{ hotel, role }] : []))
  return known.sort((a, b) => a.hotel.name.localeCompare(b.hotel.name))
}
