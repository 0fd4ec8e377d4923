import { computed, onScopeDispose, ref, shallowRef, watch, type Ref } from 'vue'
import { useI18n } from 'vue-i18n'
import { asAppError, type AppError } from '../../../../core/domain/errors.ts'
import { buildReport } from '../../../../core/report/build-model.ts'
import type { Figures } from '../../../../core/report/figures.ts'
import type { ReportFile } from '../../../../core/report/render-pdf.ts'
import { reportWordsEn } from '../../../../core/report/words-en.ts'
import { useFormatLocale } from '../../../kit/i18n/use-format-locale.ts'
import { useWorkspace } from '../../app/workspace.ts'
import { makePdf } from './make-pdf.ts'
import { reportFonts } from './report-fonts.ts'
import { fileName } from './save-file.ts'

type ReportState =
  | { kind: 'idle' }
  | { kind: 'making' }
  | { kind: 'ready'; name: string; file: ReportFile }
  | { kind: 'failed'; error: AppError }

/** The PDF of the figures on the page: made on demand, cancelled on demand, and gone when the range changes. */
export function useReport(figures: Ref<Figures | null>) {
  const { t } = useI18n()
  const { hotel, status } = useWorkspace()
  const locale = useFormatLocale()
  const state = shallowRef<ReportState>({ kind: 'idle' })
  const progress = ref(0)
  const pending = computed(() => status.value.waiting + status.value.rejected)
  const range = computed(() => figures.value?.range)
  let running: AbortController | null = null

  function modelOf(of: Figures) {
    const { lastSyncAt } = status.value
    const syncedAt = lastSyncAt === null ? null : new Date(lastSyncAt).toISOString()
    return buildReport(of, { hotel: hotel.value, syncedAt, pending: pending.value, locale: locale.value, words: reportWordsEn })
  }

  async function make(): Promise<void> {
    if (!figures.value) return
    cancel()
    const own = (running = new AbortController())
    const { from, to } = figures.value.range
    progress.value = 0
    state.value = { kind: 'making' }
    try {
      const model = modelOf(figures.value)
      const file = await makePdf({ model, fonts: await reportFonts() }, { signal: own.signal, onProgress: (share) => (progress.value = share) })
      state.value = { kind: 'ready', name: fileName(hotel.value.name, t('reports.file', { from, to })), file }
    } catch (error) {
      if (!own.signal.aborted) state.value = { kind: 'failed', error: asAppError(error) }
    }
  }

  function cancel(): void {
    running?.abort()
    running = null
    state.value = { kind: 'idle' }
  }

  watch(() => `${range.value?.from} ${range.value?.to}`, cancel)
  onScopeDispose(cancel)
  return { state, progress, pending, make, cancel }
}
