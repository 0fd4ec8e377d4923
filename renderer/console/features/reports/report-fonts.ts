import latinBoldUrl from '@expo-google-fonts/noto-sans/700Bold/NotoSans_700Bold.ttf?url'
import latinUrl from '@expo-google-fonts/noto-sans/400Regular/NotoSans_400Regular.ttf?url'
import japaneseBoldUrl from '@expo-google-fonts/noto-sans-jp/700Bold/NotoSansJP_700Bold.ttf?url'
import japaneseUrl from '@expo-google-fonts/noto-sans-jp/400Regular/NotoSansJP_400Regular.ttf?url'
import { AppError } from '../../../../core/domain/errors.ts'
import type { FaceName } from '../../../../core/report/faces.ts'
import type { Face } from '../../../../core/report/pdf-type.ts'
import { loadOnce } from '../../../kit/load-once.ts'

async function font(url: string): Promise<Uint8Array> {
  const response = await fetch(url).catch((cause: unknown) => {
    throw new AppError('offline', { cause })
  })
  if (!response.ok) throw new AppError('unexpected', { detail: `font ${response.status}` })
  return new Uint8Array(await response.arrayBuffer())
}

/** A face, kept in memory once it came: a report made without network needs it. */
const faceOf = (name: FaceName, normalUrl: string, boldUrl: string) =>
  loadOnce(async (): Promise<Face> => {
    const [normal, bold] = await Promise.all([font(normalUrl), font(boldUrl)])
    return { name, normal, bold }
  })

const faces: Record<FaceName, () => Promise<Face>> = {
  NotoSans: faceOf('NotoSans', latinUrl, latinBoldUrl),
  NotoSansJP: faceOf('NotoSansJP', japaneseUrl, japaneseBoldUrl),
}

/**
 * The faces of these names. The first is what every report needs: without it this rejects with an AppError. A further one that
 * cannot be had now is left out; its letters are then marked in the report, and named.
 */
export async function reportFaces([first, ...others]: readonly [FaceName, ...FaceName[]]): Promise<Face[]> {
  const further = await Promise.allSettled(others.map((name) => faces[name]()))
  return [await faces[first](), ...further.flatMap((found) => (found.status === 'fulfilled' ? [found.value] : []))]
}
