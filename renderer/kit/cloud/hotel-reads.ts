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

/** One thing that was done in a hotel, as docs/database.md "audit_log" tells. `user_id` null: the system. */
export interface AuditEntry {
  id: string
  user_id: string | null
  role: MemberRole | null
  action: string
  subject: string
  device: string | null
  happened_at: string
  received_at: string
  detail: Record<string, unknown>
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

/** A page of the hotel's audit log, the newest first, behind an entry where one is named; of these actions alone where some are. Rejects with an AppError. */
export async function readAudit(client: CloudClient, hotelId: string, { after, actions, most }: { after?: AuditEntry | undefined; actions: readonly string[]; most: number }): Promise<AuditEntry[]> {
  let query = client.from('audit_log').select('id, user_id, role, action, subject, device, happened_at, received_at, detail').eq('hotel_id', hotelId)
  if (actions.length > 0) query = query.in('action', [...actions])
  if (after) query = query.or(`received_at.lt."${after.received_at}",and(received_at.eq."${after.received_at}",id.lt.${after.id})`)
  const { data, error, status } = await query.order('received_at', { ascending: false }).order('id', { ascending: false }).limit(most)
  if (error) throw fromServerFailure({ ...error, status })
  return data as AuditEntry[]
}
