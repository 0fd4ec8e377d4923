import 'fake-indexeddb/auto'
import { replicaLifeContract } from './replica-life.contract.ts'

replicaLifeContract('a stand-in of IndexedDB')
