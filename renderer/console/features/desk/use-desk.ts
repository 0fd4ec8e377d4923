import { shallowRef } from 'vue'
import { normaliseCode } from '../../../../core/domain/code.ts'
import { verdictFromReplica } from '../../../../core/domain/local-verdict.ts'
import type { Verdict } from '../../../../core/domain/verdict.ts'
import { replicaLookup } from '../../../kit/sync/use-hotel-sync.ts'
import { withinPatience } from '../../app/patience.ts'
import { useDevice } from '../../app/use-device.ts'
import { waitingUses } from '../../app/waiting-uses.ts'
import { useWorkspace } from '../../app/workspace.ts'
import { createDesk, type DeskState, type LocalVerdict } from './desk.ts'

/** The desk of this hotel: its state for the page, and what the page can ask of it. */
export function useDesk() {
  const { hotel, hotelId, tables, engine, cloud, status, commands } = useWorkspace()
  const device = useDevice()
  const state = shallowRef<DeskState>({ kind: 'ready' })

  async function judge(code: string): Promise<LocalVerdict> {
    const known = await verdictFromReplica(replicaLookup(tables), { code, hotel: hotel.value, now: engine.now() })
    const verdict = (known.kind === 'unknown-code' && usedHere(code)) || known
    const coupon = verdict.kind === 'valid' ? await tables.coupons.get(verdict.coupon_id) : undefined
    return { verdict, onlineOnly: coupon?.online_only ?? false }
  }

  /** What was accepted here stands in the outbox, also where the replica does not know the code. */
  function usedHere(code: string): Verdict | null {
    const use = waitingUses(commands.value).find(({ args }) => normaliseCode(args.code) === code)
    return use ? { kind: 'already-used', used_at: use.args.happened_at, used_by_name: null, device: use.args.device } : null
  }

  const desk = createDesk(
    {
      hotel: hotelId,
      device: () => device.name.value,
      isOnline: () => status.value.online,
      acceptsUnknown: () => hotel.value.accept_unknown_offline ?? false,
      now: () => new Date(engine.now()),
      verify: (code) => withinPatience(cloud.call('verify_code', { hotel: hotelId, code, device: device.name.value })),
      judge,
      commit: (args) => engine.commit('use_code', args),
      commitNow: (args) => engine.commitNow('use_code', args),
    },
    (next) => (state.value = next),
  )

  return { state, desk, device }
}
