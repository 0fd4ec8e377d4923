import { useToast } from '@nuxt/ui/composables'
import { computed, watch } from 'vue'
import { useI18n } from 'vue-i18n'
import { collectFigures } from '../../../../core/report/figures.ts'
import type { DayRange } from '../../../../core/report/days.ts'
import { useConnection } from '../../app/connection.ts'
import { useToday } from '../../app/use-now.ts'
import type { Workspace } from '../../app/workspace.ts'
import { dueRange, onceEach } from './due-report.ts'
import { wholeReport } from './report-choice.ts'
import { readReportRows } from './report-rows.ts'
import type { ReportShelf } from '../../../kit/sync/report-shelf.ts'
import { useReportMaker } from './use-report-maker.ts'
import { useRhythm } from './use-rhythm.ts'

/**
 * Makes the report of the last whole week or month while the console is open, once the replica is level with the cloud, and
 * shares it with the members. A range that this device or, as far as is known, another one has a report of is not made again.
 */
export function useDueReport(workspace: Workspace, shelf: ReportShelf): void {
  const { t } = useI18n()
  const toast = useToast()
  const { sharedReports } = useConnection()
  const { make } = useReportMaker(workspace, shelf)
  const { hotelId, tables, hotel, status } = workspace
  const rhythm = useRhythm(hotelId)
  const today = useToday()
  const due = computed(() => dueRange(rhythm.value, today.value))

  async function isMade({ from, to }: DayRange): Promise<boolean> {
    const here = await shelf.reports.filter((report) => report.automatic && report.from === from && report.to === to).count()
    if (here > 0) return true
    const shared = await sharedReports(hotelId)
    return shared.some((report) => report.from_day === from && report.to_day === to)
  }

  async function makeIt(range: DayRange): Promise<void> {
    const figures = collectFigures({ hotel: hotel.value, ...(await readReportRows(tables, range)) }, range)
    const { name } = await make(figures, wholeReport(), { signal: new AbortController().signal, automatic: true })
    toast.add({ title: t('reports.dueMade'), description: name, icon: 'i-lucide-file-check-2', color: 'success' })
  }

  const makeDue = onceEach(isMade, makeIt)
  watch([due, () => status.value.lastSyncAt], () => {
    const range = due.value
    if (!range || status.value.lastSyncAt === null || status.value.waiting > 0) return
    // Several windows are one device. What fails now (no network, no room) is tried again with the next sync.
    void navigator.locks.request(`due-report:${hotelId}`, () => makeDue(range)).catch(() => undefined)
  }, { immediate: true })
}
