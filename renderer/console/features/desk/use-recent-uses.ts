import { computed, type Ref } from 'vue'
import { codeDigest, formatCode, normaliseCode } from '../../../../core/domain/code.ts'
import type { Use } from '../../../../core/domain/rows.ts'
import type { Command } from '../../../../core/sync/command.ts'
import { useLive } from '../../../kit/sync/use-live.ts'
import { waitingUses } from '../../app/waiting-uses.ts'
import { useWorkspace } from '../../app/workspace.ts'

/** A line of the list: a use at this desk. `code` is of one that was accepted without knowing whose it is. */
export interface RecentUse {
  id: string
  at: string
  guest: string
  coupon: string
  code: string | null
  /** The use in the outbox, where the cloud has not confirmed it. */
  waiting: Command<'use_code'> | undefined
  use: Use | undefined
}

/** What the page shows; the rest stands under Redemptions. */
const most = 8

/** The latest uses at this desk, from the replica and the outbox: also those that the cloud has not confirmed. */
export function useRecentUses(device: () => string) {
  const { tables, hotelId, commands } = useWorkspace()
  const { data, loading } = useLive(() => read(device()))

  async function read(at: string) {
    const rows = await tables.redemptions.where('[device+used_at]').between([at, ''], [at, '\uffff']).reverse().filter((row) => row.status === 'used').limit(most).toArray()
    const [coupons, uses] = await Promise.all([
      tables.coupons.bulkGet(rows.map((row) => row.coupon_id)),
      tables.uses.where('redemption_id').anyOf(rows.map((row) => row.id)).toArray(),
    ])
    return rows.map((row, index) => ({ row, coupon: coupons[index]?.title ?? '', use: uses.find((use) => use.redemption_id === row.id && use.status === 'counted') }))
  }

  const ours = computed(() => waitingUses(commands.value).filter(({ args }) => args.device === device()))
  const byDigest = computed(() => new Map(waitingUses(commands.value).map((use) => [codeDigest(hotelId, normaliseCode(use.args.code) ?? ''), use])))
  const known = computed((): RecentUse[] =>
    (data.value ?? []).map(({ row, coupon, use }) => ({ id: row.id, at: row.used_at ?? row.redeemed_at, guest: row.guest_name, coupon, code: null, waiting: byDigest.value.get(row.code_digest), use })),
  )
  /** Uses that wait for the cloud, of codes that no row here has. */
  const { data: foreign } = useLive(() => unknownOf(ours.value))

  async function unknownOf(waiting: Command<'use_code'>[]): Promise<RecentUse[]> {
    const lines: RecentUse[] = []
    for (const use of waiting) {
      const { id, args } = use
      const code = normaliseCode(args.code)
      if (code === null || (await tables.redemptions.where('code_digest').equals(codeDigest(hotelId, code)).count()) > 0) continue
      lines.push({ id, at: args.happened_at, guest: '', coupon: '', code: formatCode(code), waiting: use, use: undefined })
    }
    return lines
  }

  const uses: Ref<RecentUse[]> = computed(() => [...(foreign.value ?? []), ...known.value].sort((a, b) => Date.parse(b.at) - Date.parse(a.at)).slice(0, most))
  return { uses, loading }
}
