import { memoryStore } from './memory-store.ts'
import { replicaStoreContract, type LibraryTables } from './replica-store.contract.ts'

replicaStoreContract('memory', { open: () => memoryStore<LibraryTables>(['books', 'readers']) })
