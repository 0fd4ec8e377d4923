import { AppError } from '../../../core/domain/errors.ts'
import { fromServerFailure } from '../../../core/domain/server-failure.ts'
import type { CloudClient } from '../cloud/client.ts'
import { downloadFile, removeFiles, uploadImage } from '../cloud/images.ts'
import { pictureName } from '../pictures/prepare-picture.ts'
import type { Erasure, OwnAccount } from './own-account.ts'

type Answer = Erasure | { kind: 'files-left'; bucket: 'avatars'; paths: string[] }
/** Another device may add a picture between two calls, but not for ever. */
const mostRounds = 5

/** The account over supabase-js. */
export function supabaseOwnAccount(connect: () => Promise<CloudClient>): OwnAccount {
  async function rpc<R>(name: string, args: object): Promise<R> {
    const { data, error, status } = await (await connect()).rpc(name, args)
    if (error) throw fromServerFailure({ ...error, status })
    return data as R
  }

  async function hotelNames(ids: string[]): Promise<string[]> {
    const { data } = await (await connect()).from('hotels').select('name').in('id', ids)
    return data?.map(({ name }) => String(name)) ?? []
  }

  const saveProfile: OwnAccount['saveProfile'] = async (userId, change) => {
    const { error, status } = await (await connect()).from('profiles').update(change).eq('id', userId)
    if (error) throw fromServerFailure({ ...error, status })
  }

  return {
    saveProfile,
    picture: async (path) => downloadFile(await connect(), 'avatars', path),
    changePicture: async (userId, picture, before) => {
      const client = await connect()
      const path = picture && `${userId}/${pictureName(picture)}`
      if (picture && path) await uploadImage(client, 'avatars', path, picture)
      await saveProfile(userId, { avatar_path: path })
      // What stays behind when this fails goes with the account.
      if (before) await removeFiles(client, 'avatars', [before]).catch(() => null)
      return path
    },
    exportData: () => rpc('export_my_data', {}),
    erase: async (confirmation) => {
      for (let round = 0; round < mostRounds; round++) {
        const answer = await rpc<Answer>('erase_me', { command_id: crypto.randomUUID(), confirmation })
        if (answer.kind === 'last-owner') return { kind: 'last-owner', hotels: await hotelNames(answer.hotels) }
        if (answer.kind === 'erased') return answer
        await removeFiles(await connect(), answer.bucket, answer.paths)
      }
      throw new AppError('server-failed', { detail: 'files left' })
    },
  }
}
