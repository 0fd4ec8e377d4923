import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { removeDataFolder } from './data-folder.ts'
import { freePort } from './process/ports.ts'
import { startStack, type Stack, type StackOptions } from './stack.ts'

/**
 * Starts a stack of its own for a test: free ports, a new data folder with the migrations applied, no schedule.
 * `stop()` stops and deletes all of it; so does the end of the test's process, however it comes.
 */
export async function startTestStack(options: StackOptions = {}): Promise<Stack> {
  const dataDir = options.dataDir ?? mkdtempSync(join(tmpdir(), 'hotel-coupons-test-'))
  const remove = (): void => {
    if (!options.dataDir) removeDataFolder(dataDir)
  }
  try {
    const stack = await startStack({
      port: 0,
      dbPort: await freePort(),
      schedule: false,
      durable: false,
      temporary: !options.dataDir,
      ...options,
      dataDir,
    })
    return { ...stack, stop: () => stack.stop().finally(remove) }
  } catch (error) {
    remove()
    throw error
  }
}
