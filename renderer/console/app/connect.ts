import { createCloudClient, nameDevice } from '../../kit/cloud/client.ts'
import { readInvitations } from '../../kit/cloud/hotel-reads.ts'
import { publicImageUrl, uploadImage } from '../../kit/cloud/images.ts'
import { enterByMailLink } from '../../kit/cloud/mail-link.ts'
import { readMemberships } from '../../kit/cloud/memberships.ts'
import { downloadReport, readSharedReports } from '../../kit/cloud/reports.ts'
import { readServerFit } from '../../kit/cloud/server-fit.ts'
import { supabaseCloud } from '../../kit/cloud/supabase-cloud.ts'
import { loadConfig } from '../../kit/config.ts'
import { desktop } from '../../kit/desktop.ts'
import { desktopSessionStorage } from '../../kit/session/session-storage.ts'
import { supabaseOwnAccount } from '../../kit/session/supabase-own-account.ts'
import { useSession } from '../../kit/session/use-session.ts'
import { provideHotelSync } from '../../kit/sync/use-hotel-sync.ts'
import type { Connection } from './connection.ts'
import { keptDevice } from './use-device.ts'

/**
 * Connects to the configured server and begins to watch the session. To be called before the router reads the address, which
 * may hold the session of a mail's link. Rejects with an AppError, e.g. `not-configured`.
 */
export async function connect(): Promise<Connection> {
  const bridge = desktop()
  const client = createCloudClient({ ...(await loadConfig()), ...(bridge && { storage: desktopSessionStorage(bridge.secrets) }) })
  nameDevice(client, keptDevice)
  // No mail can lead into the desktop's window: there its link opens the server's site in a browser.
  useSession().connect(client, () => (bridge ? null : location.origin + location.pathname.replace(/\/$/, '')))
  return {
    brokenLink: await enterByMailLink(client),
    cloud: supabaseCloud(client),
    fit: () => readServerFit(client),
    followHotel: (hotelId) => void provideHotelSync(client, hotelId),
    memberships: (userId) => readMemberships(client, userId),
    invitations: (hotelId) => readInvitations(client, hotelId),
    saveLanguage: (userId, locale) => supabaseOwnAccount(async () => client).saveProfile(userId, { locale }),
    pictureUrl: (path) => publicImageUrl(client, path),
    uploadPicture: (path, picture) => uploadImage(client, 'coupon-images', path, picture),
    uploadReport: (path, file) => uploadImage(client, 'reports', path, file),
    sharedReports: (hotelId) => readSharedReports(client, hotelId),
    downloadReport: (path) => downloadReport(client, path),
  }
}
