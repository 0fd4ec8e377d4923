import { resolve } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { parseArgs } from 'node:util'
import { forget } from './data-folder.ts'
import { StackError } from './errors.ts'
import { loadSecrets } from './keys.ts'
import { isHeld, readLock } from './lock.ts'
import { startStack } from './stack.ts'
import { portOf } from './start/options.ts'
import { failureText } from './start/words.ts'

const repository = resolve(import.meta.dirname, '..')
const usage = `npm run stack -- <command> [options]

  start     start the local Supabase here; Ctrl-C stops it
  status    address and keys of the one that runs
  stop      stop the one that runs
  reset     delete its data

  --data <folder>     where the data is (.stack)
  --port <n>          the address (54321)
  --db-port <n>       the database (54322)
  --project <folder>  whose supabase/ to use (this repository's)
  --seed              make the demo data on a new folder
  --json              print one line of JSON
`

const flags = {
  data: { type: 'string', default: '.stack' },
  port: { type: 'string', default: '54321' },
  'db-port': { type: 'string', default: '54322' },
  project: { type: 'string', default: '.' },
  seed: { type: 'boolean', default: false },
  json: { type: 'boolean', default: false },
  help: { type: 'boolean', default: false },
} as const

type Values = ReturnType<typeof parseArgs<{ options: typeof flags }>>['values']

const commands: Record<string, (dataDir: string, values: Values) => Promise<void>> = { start, status, stop, reset }

async function start(dataDir: string, values: Values): Promise<void> {
  const { port = '', 'db-port': dbPort = '', project = '', seed = false, json = false } = values
  const giveUp = new AbortController()
  const starting = startStack({
    dataDir,
    project: resolve(repository, project),
    port: portOf(port, '--port'),
    dbPort: portOf(dbPort, '--db-port'),
    seed,
    signal: giveUp.signal,
    onProgress: step => json || console.log(`  ${step} …`),
  })
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.once(signal, () => {
      giveUp.abort()
      starting
        .then(stack => stack.stop())
        .catch(() => undefined)
        .finally(() => process.exit(0))
    })
  }
  const stack = await starting.catch(error => {
    if (!giveUp.signal.aborted) throw error
  })
  if (stack) print({ url: stack.url, ...keysOf(stack.keys), dbUrl: stack.dbUrl, mailbox: stack.mailboxUrl }, json)
}

async function status(dataDir: string, { json = false }: Values): Promise<void> {
  const note = readLock(dataDir)
  if (!note || !(await isHeld(note))) throw notRunning(dataDir)
  const secrets = await loadSecrets(dataDir)
  print({ url: note.url, ...keysOf(secrets), mailbox: `${note.url}/mailbox`, process: note.pid }, json)
}

async function stop(dataDir: string): Promise<void> {
  const note = readLock(dataDir)
  if (!note || !(await isHeld(note))) throw notRunning(dataDir)
  process.kill(note.pid, 'SIGTERM')
  while (readLock(dataDir)?.id === note.id && (await isHeld(note))) await sleep(50)
}

async function reset(dataDir: string): Promise<void> {
  await forget(dataDir)
}

function keysOf({ publishableKey, secretKey }: { publishableKey: string; secretKey: string }): Record<string, string> {
  return { publishableKey, secretKey }
}

function notRunning(dataDir: string): StackError {
  return new StackError('not-running', `No stack is running on the data folder ${dataDir}.`, 'Start one: `npm run stack -- start`.')
}

function print(facts: Record<string, string | number>, json: boolean): void {
  if (json) return console.log(JSON.stringify(facts))
  for (const [name, value] of Object.entries(facts)) console.log(`${name.padEnd(16)}${value}`)
}

try {
  const { values, positionals } = parseArgs({ options: flags, allowPositionals: true })
  const command = commands[positionals[0] ?? '']
  if (command && !values.help) await command(resolve(repository, values.data), values)
  else console.log(usage)
} catch (error) {
  console.error(failureText(error))
  process.exit(1)
}
