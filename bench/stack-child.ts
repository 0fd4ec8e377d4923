import { freePort } from '../stack/process/ports.ts'
import { startStack } from '../stack/stack.ts'

/** A stack in a process of its own, so that its start and its memory can be measured from outside. */
const [dataDir] = process.argv.slice(2)
const stack = await startStack({ ...(dataDir ? { dataDir } : {}), port: 0, dbPort: await freePort() })
process.send?.('ready')
process.once('message', () => {
  void stack.stop().finally(() => process.exit(0))
})
