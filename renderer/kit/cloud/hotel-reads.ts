import { fromServerFailure } from '../../../core/domain/server-failure.ts'
import type { MemberRole } from '../../../core/domain/rows.ts'
import type { CloudClient } from './client.ts'

/** An invitation to a hotel's team that nobody has answered. Instants are ISO 8601. */
export interface Invitation {
  id: string
  email: string
  role: MemberRole
  expires_at: string
  created_at: string
}

/** The hotel's open invitations, the newest first. Owners get them, others none. Rejects with an AppError. */
export async function readInvitations(client: CloudClient, hotelId: string): Promise<Invitation[]> {
  const { data, error, status } = await client
    .from('hotel_invitations')
    .select('id, email, role, expires_at, created_at')
    .eq('hotel_id', hotelId)
    .is('accepted_at', null)
    .is('revoked_at', null)
    .order('created_at', { ascending: false })
  if (error) throw fromServerFailure({ ...error, status })
  return data as Invitation[]
}
