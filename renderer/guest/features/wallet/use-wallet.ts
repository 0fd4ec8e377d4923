import type { WalletRedemption } from '../../../../core/domain/rows.ts'
import { useGuestSync } from '../../../kit/sync/use-guest-sync.ts'
import { type ReplicaRows, useReplicaRows } from '../../../kit/sync/use-replica-rows.ts'

/** All redemptions of the signed-in guest, live from the replica: they are there without network. */
export function useWallet(): ReplicaRows<WalletRedemption> {
  const sync = useGuestSync()
  return useReplicaRows(() => sync.value?.status, () => sync.value?.tables.redemptions.toArray())
}
