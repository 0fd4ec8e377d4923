import boldUrl from '@expo-google-fonts/noto-sans/700Bold/NotoSans_700Bold.ttf?url'
import normalUrl from '@expo-google-fonts/noto-sans/400Regular/NotoSans_400Regular.ttf?url'
import { AppError } from '../../../../core/domain/errors.ts'
import type { ReportFonts } from '../../../../core/report/render-pdf.ts'
import { loadOnce } from '../../../kit/load-once.ts'

async function font(url: string): Promise<Uint8Array> {
  const response = await fetch(url).catch((cause: unknown) => {
    throw new AppError('offline', { cause })
  })
  if (!response.ok) throw new AppError('unexpected', { detail: `font ${response.status}` })
  return new Uint8Array(await response.arrayBuffer())
}

/** The report's fonts, kept in memory once they came: a report made without network needs them. Rejects with an AppError. */
export const reportFonts = loadOnce(async (): Promise<ReportFonts> => {
  const [normal, bold] = await Promise.all([font(normalUrl), font(boldUrl)])
  return { normal, bold }
})
