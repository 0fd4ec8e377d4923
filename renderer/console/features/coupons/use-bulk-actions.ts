import { computed, ref, type Ref } from 'vue'
import { useI18n } from 'vue-i18n'
import { useConfirm } from '../../app/use-confirm.ts'
import { useSays } from '../../app/use-says.ts'
import { useWorkspace } from '../../app/workspace.ts'
import type { CouponLine } from './coupon-list.ts'

/** What is done with the marked coupons at once; each kind takes those that it can be done to. */
export function useBulkActions(lines: Ref<CouponLine[]>) {
  const { t } = useI18n()
  const { engine } = useWorkspace()
  const confirm = useConfirm()
  const says = useSays()
  const selected = ref<Record<string, boolean>>({})
  const marked = computed(() => lines.value.filter(({ coupon }) => selected.value[coupon.id]))
  const pausable = computed(() => marked.value.filter(({ coupon }) => coupon.status === 'published'))
  const archivable = computed(() => marked.value.filter(({ coupon }) => coupon.status !== 'archived'))

  async function run(name: 'pause_coupon' | 'archive_coupon', chosen: CouponLine[], key: 'paused' | 'archived'): Promise<void> {
    try {
      await engine.commitAll(name, chosen.map(({ coupon }) => ({ coupon: coupon.id })))
      selected.value = {}
      says.good(t(`coupons.bulk.${key}`, { count: chosen.length }, chosen.length))
    } catch (error) {
      says.failed(error)
    }
  }

  const pause = () => run('pause_coupon', pausable.value, 'paused')

  async function archive(): Promise<void> {
    const count = archivable.value.length
    const agreed = await confirm({ title: t('coupons.bulk.archiveTitle', { count }, count), text: t('editor.archiveText'), action: t('editor.archive'), cancel: t('editor.cancel') })
    if (agreed) await run('archive_coupon', archivable.value, 'archived')
  }

  return { selected, marked, pausable, archivable, pause, archive }
}
