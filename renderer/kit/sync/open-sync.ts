import { readonly, shallowRef, type Ref } from 'vue'
import type { Command } from '../../../core/sync/command.ts'
import { createSyncEngine, type SyncEngine } from '../../../core/sync/engine.ts'
import { journaledStore } from '../../../core/sync/journaled-store.ts'
import type { Cloud, Hints, LocalEffects, RowTables } from '../../../core/sync/ports.ts'
import type { SyncStatus } from '../../../core/sync/sync-status.ts'
import type { CloudClient } from '../cloud/client.ts'
import { realtimeHints } from '../cloud/realtime-hints.ts'
import { supabaseCloud } from '../cloud/supabase-cloud.ts'
import { dexieReplica, type ReplicaIndexes, type ReplicaTables } from './dexie-replica.ts'
import { opfsJournal } from './opfs-journal.ts'
import { type StoreCare, storeCare } from './store-care.ts'
import { surroundings, syncTriggers } from './sync-triggers.ts'
import { systemClock, systemIds } from './system-ports.ts'
import { windowTurns } from './window-turns.ts'

/** A running sync of one user and scope: the replica to read, and the engine to write through. */
export interface SyncHandle<T extends RowTables<T>> {
  engine: SyncEngine
  /** The replica's tables, for live queries. */
  tables: ReplicaTables<T>
  cloud: Cloud
  status: Readonly<Ref<SyncStatus>>
  /** The whole outbox, oldest first: what waits and what was refused. */
  commands: Readonly<Ref<readonly Command[]>>
  onHint: Hints['onHint']
  /** What looks after the replica itself. */
  care: StoreCare
  /** Ends the sync. The replica stays on the device. */
  close(): void
}

/** What differs between the scopes. `followTopics` tells which channels to be in, and again when that changes. */
export interface SyncScope<T extends RowTables<T>> {
  userId: string
  hotel: string | null
  indexes: ReplicaIndexes<T>
  effects: LocalEffects<T>
  followTopics(tables: ReplicaTables<T>, watch: (topics: string[]) => void): () => void
}

/** All replicas of a user begin with this name. */
export const replicaPrefix = (userId: string): string => `hotel-coupons:${userId}:`

/** Opens the replica of a user and scope and keeps it in sync until it is closed. */
export function openSync<T extends RowTables<T>>(client: CloudClient, scope: SyncScope<T>): SyncHandle<T> {
  const name = `${replicaPrefix(scope.userId)}${scope.hotel ?? 'guest'}`
  const replica = dexieReplica<T>(name, scope.indexes)
  const store = journaledStore<T>(replica, { journal: opfsJournal(name), effects: scope.effects })
  const cloud = supabaseCloud(client, scope.userId)
  const hints = realtimeHints(client)
  const engine = createSyncEngine<T>({
    store, cloud, hints, turns: windowTurns(`sync:${name}`), clock: systemClock, ids: systemIds, scope: { hotel: scope.hotel }, applyLocally: scope.effects,
  })
  const care = storeCare(name, store, engine)
  const status = shallowRef(engine.status)
  const commands = shallowRef<readonly Command[]>([])
  const readCommands = () => void engine.commands().then((found) => (commands.value = found), () => undefined)
  const endings = [
    engine.onStatus((next) => (status.value = next)),
    store.subscribe(readCommands),
    scope.followTopics(replica.rows, hints.watch),
    syncTriggers(engine, surroundings(client)),
  ]
  readCommands()
  void engine.sync()

  return {
    engine,
    tables: replica.rows,
    cloud,
    status: readonly(status) as Readonly<Ref<SyncStatus>>,
    commands: readonly(commands) as Readonly<Ref<readonly Command[]>>,
    onHint: hints.onHint,
    care,
    close: () => {
      engine.stop()
      endings.forEach((end) => end())
      hints.close()
      void store.close()
    },
  }
}
