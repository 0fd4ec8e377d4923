import { journalContract } from './journal.contract.ts'
import { memoryFiles, memoryJournal } from './memory-journal.ts'

journalContract('in memory', () => {
  const files = memoryFiles()
  return () => memoryJournal(files)
})
