import { inject, type InjectionKey } from 'vue'
import { AppError } from '../../../core/domain/errors.ts'
import type { Hotel, MemberRole } from '../../../core/domain/rows.ts'
import type { Invitation } from '../../kit/cloud/hotel-reads.ts'
import type { Fit } from '../../../core/domain/server-info.ts'
import type { Cloud } from '../../../core/sync/ports.ts'
import type { Language } from '../../kit/i18n/language.ts'
import type { SharedReport } from '../../kit/cloud/reports.ts'

/** A hotel that the signed-in user works for. */
export interface Membership {
  hotel: Hotel
  role: MemberRole
}

/** What the console asks of the cloud beside the sync. Failures are AppErrors. */
export interface Connection {
  /** Why the link of the mail that led here did not hold, or null. */
  brokenLink: AppError | null
  cloud: Cloud
  /** Whether this release and its server fit; null where that can't be found out just now. */
  fit(): Promise<Fit | null>
  /** Keeps the hotel with this id in sync for whoever is signed in, and follows when it changes. To be called once. */
  followHotel(hotelId: () => string | null): void
  memberships(userId: string): Promise<Membership[]>
  invitations(hotelId: string): Promise<Invitation[]>
  /** Tells the user's account the language of its mails. */
  saveLanguage(userId: string, locale: Language): Promise<void>
  pictureUrl(path: string): string
  uploadPicture(path: string, picture: Blob): Promise<void>
  uploadReport(path: string, file: Blob): Promise<void>
  sharedReports(hotelId: string): Promise<SharedReport[]>
  downloadReport(path: string): Promise<Uint8Array>
}

export const connectionKey: InjectionKey<Connection> = Symbol('connection')

/** The connection that the console was started with. */
export function useConnection(): Connection {
  const connection = inject(connectionKey, null)
  if (!connection) throw new AppError('unexpected', { detail: 'no connection provided' })
  return connection
}
