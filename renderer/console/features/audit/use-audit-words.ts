import { useI18n } from 'vue-i18n'
import type { AuditEntry } from '../../../../core/domain/audit.ts'

/** Entries of the audit log in words. */
export function useAuditWords() {
  const { t, te } = useI18n()
  const role = (value: unknown) => (typeof value === 'string' && te(`hotel.role.${value}`) ? t(`hotel.role.${value}`) : '')
  const column = (name: unknown) => (te(`audit.column.${String(name)}`) ? t(`audit.column.${String(name)}`) : String(name))

  /** Who did it. */
  const who = ({ user_id, who: name }: AuditEntry): string => (user_id === null ? t('audit.system') : (name ?? t('audit.former')))

  /** What was done. */
  function what({ action, detail, member, guest, coupon }: AuditEntry): string {
    if (!te(`audit.action.${action}`)) return action
    return t(`audit.action.${action}`, {
      title: coupon ?? '',
      member: member ?? t('audit.former'),
      role: role(detail.role),
      before: role(detail.before),
      guest: guest ?? t('audit.someone'),
      coupon: coupon ?? '',
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
