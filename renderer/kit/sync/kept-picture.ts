import { Dexie } from 'dexie'
import { replicaPrefix } from './open-sync.ts'

interface KeptPicture {
  path: string
  picture: Blob
}

/**
 * A user's own picture, so that it shows without network. It lies beside his replica, and is deleted with it when he signs out. A path
 * (`<user id>/<file>`) stands for one picture for good, so what is kept is never asked for again. Rejects as `load` does.
 */
export async function keptPicture(path: string, load: () => Promise<Blob>): Promise<Blob> {
  const db = new Dexie(`${replicaPrefix(path.split('/')[0] ?? '')}picture`)
  db.version(1).stores({ pictures: 'path' })
  const pictures = db.table<KeptPicture, string>('pictures')
  try {
    // A browser that keeps nothing still shows what it loads.
    const kept = await pictures.get(path).catch(() => undefined)
    if (kept) return kept.picture
    const picture = await load()
    await db.transaction('rw', pictures, () => pictures.clear().then(() => pictures.put({ path, picture }))).catch(() => null)
    return picture
  } finally {
    db.close()
  }
}
