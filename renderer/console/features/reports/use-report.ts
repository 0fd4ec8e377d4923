import { computed, onScopeDispose, ref, shallowRef, watch, type Ref } from 'vue'
import { asAppError, type AppError } from '../../../../core/domain/errors.ts'
import { reportCsv } from '../../../../core/report/csv.ts'
import type { Figures } from '../../../../core/report/figures.ts'
import { useWorkspace } from '../../app/workspace.ts'
import type { ReportChoice } from './report-choice.ts'
import { saveFile } from '../../../kit/save-file.ts'
import { useReportMaker } from './use-report-maker.ts'
import { useShelf } from './use-shelf.ts'

type ReportState =
  | { kind: 'idle' }
  | { kind: 'making' }
  | { kind: 'ready'; id: string }
  | { kind: 'failed'; error: AppError }

/** The PDF of the figures on the page: made on demand, cancelled on demand, and put away when the range or the choice changes. */
export function useReport(figures: Ref<Figures | null>, choice: Ref<ReportChoice>) {
  const workspace = useWorkspace()
  const { shelf } = useShelf()
  const maker = useReportMaker(workspace, shelf)
  const state = shallowRef<ReportState>({ kind: 'idle' })
  const progress = ref(0)
  const pending = computed(() => workspace.status.value.waiting + workspace.status.value.rejected)
  const range = computed(() => figures.value?.range)
  let running: AbortController | null = null

  async function make(): Promise<void> {
    if (!figures.value) return
    cancel()
    const own = (running = new AbortController())
    progress.value = 0
    state.value = { kind: 'making' }
    try {
      const { id } = await maker.make(figures.value, choice.value, { signal: own.signal, onProgress: (share) => (progress.value = share) })
      state.value = { kind: 'ready', id }
    } catch (error) {
      if (!own.signal.aborted) state.value = { kind: 'failed', error: asAppError(error) }
    }
  }

  /** Saves the same figures as a table for a spreadsheet. Null: thought better of. Rejects with an AppError. */
  async function saveCsv(): Promise<{ path: string } | null> {
    if (!figures.value) return null
    return saveFile(maker.csvName(figures.value), 'text/csv', new TextEncoder().encode(reportCsv(maker.modelOf(figures.value, choice.value))))
  }

  function cancel(): void {
    running?.abort()
    running = null
    state.value = { kind: 'idle' }
  }

  watch([() => `${range.value?.from} ${range.value?.to}`, choice], cancel)
  onScopeDispose(cancel)
  return { state, progress, pending, make, cancel, saveCsv }
}
