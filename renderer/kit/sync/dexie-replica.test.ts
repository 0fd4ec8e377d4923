import 'fake-indexeddb/auto'
import { expect, it } from 'vitest'
import { replicaStoreContract, type LibraryTables } from '../../../core/sync/replica-store.contract.ts'
import { deleteReplicas, dexieReplica } from './dexie-replica.ts'

let count = 0
const open = (name: string) => dexieReplica<LibraryTables>(name, { books: ['shelf'], readers: [] })

replicaStoreContract('Dexie', { open: () => open(`library-${++count}`), reopen: () => open(`library-${count}`) })

it('deletes the replicas of one user and leaves the others', async () => {
  const mine = open('replicas:me:hotel')
  const theirs = open('replicas:them:hotel')
  for (const store of [mine, theirs]) {
    await store.transaction((tx) => tx.setMeta({ seq: 3 }))
    await store.close()
  }
  await deleteReplicas('replicas:me:')
  const seqOf = (name: string) => open(name).transaction(async (tx) => (await tx.meta()).seq)
  expect([await seqOf('replicas:me:hotel'), await seqOf('replicas:them:hotel')]).toEqual([0, 3])
})

it('a closed store says so as an AppError', async () => {
  const store = open('closed')
  await store.close()
  await expect(store.transaction((tx) => tx.meta())).rejects.toMatchObject({ code: 'stopped' })
})
