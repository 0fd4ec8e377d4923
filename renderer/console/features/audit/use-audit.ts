import { watchDebounced } from '@vueuse/core'
import { computed, reactive, ref, shallowRef, watch } from 'vue'
import type { AuditEntry } from '../../../../core/domain/audit.ts'
import { codeIn } from '../../../../core/domain/code-in.ts'
import { codeDigest } from '../../../../core/domain/code.ts'
import { asAppError, type AppError } from '../../../../core/domain/errors.ts'
import { useConnection } from '../../app/connection.ts'
import { useToday } from '../../app/use-now.ts'
import { useWorkspace } from '../../app/workspace.ts'
import { filtersOf, noFilter } from './audit-filter.ts'

/** So many entries at a time. */
const step = 50

/** The audit log, read online: what the filter leaves of it, a page at a time. */
export function useAudit() {
  const { hotelId, tables, status } = useWorkspace()
  const { cloud } = useConnection()
  const today = useToday()
  const filter = reactive({ ...noFilter })
  const entries = shallowRef<AuditEntry[]>([])
  const phase = ref<'loading' | 'ready' | 'failed'>('loading')
  const error = shallowRef<AppError | null>(null)
  const hasMore = ref(false)
  const isNarrowed = computed(() => Object.keys(filtersOf(filter, today.value, null)).length > 0)
  let turn = 0

  /** The redemption whose code the words are: codes never leave the desk for a search. */
  async function redemptionOf(words: string): Promise<string | null> {
    const code = codeIn(words)
    if (code === null) return null
    return (await tables.redemptions.where('code_digest').equals(codeDigest(hotelId, code)).first())?.id ?? null
  }

  async function load(fresh: boolean): Promise<void> {
    const own = (turn += 1)
    phase.value = 'loading'
    try {
      const filters = filtersOf(filter, today.value, await redemptionOf(filter.words))
      const found = await cloud.call('audit_page', { hotel: hotelId, filters, after: fresh ? null : (entries.value.at(-1)?.id ?? null), max_rows: step })
      if (own !== turn) return
      entries.value = fresh ? found : [...entries.value, ...found]
      hasMore.value = found.length === step
      phase.value = 'ready'
    } catch (failure) {
      if (own !== turn) return
      error.value = asAppError(failure)
      phase.value = 'failed'
    }
  }

  void load(true)
  watch(() => [filter.group, filter.member, filter.coupon, filter.period, filter.from, filter.to], () => void load(true))
  watchDebounced(() => filter.words, () => void load(true), { debounce: 250 })
  // What could not be read for want of a network is read when it is back.
  watch(() => status.value.online, (online) => online && phase.value === 'failed' && void load(true))

  return { filter, entries, phase, error, hasMore, isNarrowed, load, clear: () => void Object.assign(filter, noFilter) }
}
