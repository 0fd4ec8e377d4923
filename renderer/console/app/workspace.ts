import { inject, type ComputedRef, type InjectionKey } from 'vue'
import { AppError } from '../../../core/domain/errors.ts'
import type { Hotel, MemberRole } from '../../../core/domain/rows.ts'
import type { HotelSync } from '../../kit/sync/use-hotel-sync.ts'

/** Everything a page of the console works with: one hotel, its replica, and the way to the cloud. It lasts until another hotel is chosen. */
export interface Workspace extends Pick<HotelSync, 'tables' | 'engine' | 'cloud' | 'status' | 'commands' | 'care'> {
  hotelId: string
  hotel: ComputedRef<Hotel>
  role: ComputedRef<MemberRole>
  /** Whether the member may change coupons. */
  canManage: ComputedRef<boolean>
  /** Digests of the codes whose use waits in the outbox. */
  unconfirmed: ComputedRef<ReadonlySet<string>>
}

export const workspaceKey: InjectionKey<Workspace> = Symbol('workspace')

/** The chosen hotel's workspace. */
export function useWorkspace(): Workspace {
  const workspace = inject(workspaceKey, null)
  if (!workspace) throw new AppError('unexpected', { detail: 'no workspace provided' })
  return workspace
}
