import { computed } from 'vue'
import { useI18n } from 'vue-i18n'
import type { AuditEntry } from '../../../kit/cloud/hotel-reads.ts'
import { useLive } from '../../../kit/sync/use-live.ts'
import { useWorkspace } from '../../app/workspace.ts'

/** Entries of the audit log in words. Names come from the replica: the log itself holds ids alone. */
export function useAuditWords(entries: () => readonly AuditEntry[]) {
  const { t, te } = useI18n()
  const { tables } = useWorkspace()
  const { data: members } = useLive(() => tables.hotel_members.toArray())
  const names = computed(() => new Map((members.value ?? []).map((member) => [member.user_id, member.display_name])))
  const { data: uses } = useLive(() => read(entries().flatMap(({ detail }) => (typeof detail.redemption_id === 'string' ? [detail.redemption_id] : []))))

  async function read(ids: string[]) {
    const rows = (await tables.redemptions.bulkGet(ids)).flatMap((row) => row ?? [])
    const coupons = new Map((await tables.coupons.bulkGet(rows.map(({ coupon_id }) => coupon_id))).flatMap((row) => (row ? [[row.id, row.title]] : [])))
    return new Map(rows.map((row) => [row.id, { guest: row.guest_name, coupon: coupons.get(row.coupon_id) ?? '' }]))
  }

  const role = (value: unknown) => (typeof value === 'string' && te(`hotel.role.${value}`) ? t(`hotel.role.${value}`) : '')
  const column = (name: unknown) => (te(`audit.column.${String(name)}`) ? t(`audit.column.${String(name)}`) : String(name))

  /** Who did it. */
  function who({ user_id }: AuditEntry): string {
    if (user_id === null) return t('audit.system')
    return names.value.get(user_id) ?? t('audit.former')
  }

  /** What was done. */
  function what({ action, subject, detail }: AuditEntry): string {
    if (!te(`audit.action.${action}`)) return action
    const use = uses.value?.get(String(detail.redemption_id))
    return t(`audit.action.${action}`, {
      title: typeof detail.title === 'string' ? detail.title : '',
      member: names.value.get(subject) ?? t('audit.former'),
      role: role(detail.role),
      before: role(detail.before),
      guest: use?.guest ?? t('audit.someone'),
      coupon: use?.coupon ?? '',
    })
  }

  /** What more there is to say: the fields, the reason. */
  function more({ detail }: AuditEntry): string {
    const columns = Array.isArray(detail.columns) ? detail.columns.map(column).join(', ') : ''
    const reason = typeof detail.reason === 'string' ? t('audit.quote', { text: detail.reason }) : ''
    return [columns, reason].filter(Boolean).join(' · ')
  }

  return { who, what, more }
}
