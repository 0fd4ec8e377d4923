import { useI18n } from 'vue-i18n'
import { buildReport, type ReportContext } from '../../../../core/report/build-model.ts'
import type { Figures } from '../../../../core/report/figures.ts'
import type { ReportModel } from '../../../../core/report/model.ts'
import type { ReportLogo } from '../../../../core/report/pdf-summary.ts'
import { useFormatLocale } from '../../../kit/i18n/use-format-locale.ts'
import { useConnection } from '../../app/connection.ts'
import type { Workspace } from '../../app/workspace.ts'
import { makePdf } from './make-pdf.ts'
import type { ReportChoice } from './report-choice.ts'
import { fetchLogo } from './report-logo.ts'
import type { ReportShelf, ShelfReport } from '../../../kit/sync/report-shelf.ts'
import { reportWords } from './report-words.ts'
import { fileName } from '../../../kit/save-file.ts'

/** Turns figures of this device into a report's texts, or into a PDF on the shelf. */
export function useReportMaker({ hotel, status }: Workspace, shelf: ReportShelf) {
  const { t, locale: language } = useI18n({ useScope: 'global' })
  const { pictureUrl } = useConnection()
  const locale = useFormatLocale()

  function contextOf(figures: Figures, { sections, coupons }: ReportChoice): ReportContext {
    const { lastSyncAt, waiting, rejected } = status.value
    return {
      hotel: hotel.value,
      syncedAt: lastSyncAt === null ? null : new Date(lastSyncAt).toISOString(),
      pending: waiting + rejected,
      locale: locale.value,
      words: reportWords(language.value),
      sections: new Set(sections),
      chosen: coupons.length === 0 ? null : figures.coupons.map(({ coupon }) => coupon.title),
    }
  }

  const modelOf = (figures: Figures, choice: ReportChoice): ReportModel => buildReport(figures, contextOf(figures, choice))

  async function logo(): Promise<ReportLogo | null> {
    const path = hotel.value.logo_path
    if (path === null) return null
    const kept = await shelf.logos.get(path)
    if (kept) return kept
    const made = await fetchLogo(pictureUrl(path))
    if (made) await shelf.logos.put({ ...made, path })
    return made
  }

  const nameOf = ({ range: { from, to } }: Figures) => t('reports.file', { from, to })

  /** Makes the PDF and keeps it. Rejects with an AppError, or with the signal's reason. */
  async function make(figures: Figures, choice: ReportChoice, { signal, onProgress = () => {}, automatic = false }: { signal: AbortSignal; onProgress?: (share: number) => void; automatic?: boolean }): Promise<ShelfReport> {
    const context = contextOf(figures, choice)
    const file = await makePdf({ figures, context, logo: await logo() }, { signal, onProgress })
    const report: ShelfReport = {
      id: crypto.randomUUID(), name: fileName(hotel.value.name, nameOf(figures), 'pdf'), ...figures.range, madeAt: Date.now(), ...file, sharing: automatic ? 'waiting' : 'here', automatic,
    }
    await shelf.keep(report)
    return report
  }

  return { modelOf, make, csvName: (figures: Figures) => fileName(hotel.value.name, nameOf(figures), 'csv') }
}
