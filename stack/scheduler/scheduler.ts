import { existsSync, readFileSync } from 'node:fs'
import { StackError } from '../errors.ts'

/** One line of `supabase/schedule.json`: which function is called how often, as pg_cron does on hosted Supabase. */
export interface ScheduleEntry {
  name: string
  function: string
  everySeconds: number
}

/** What a schedule needs to call functions. */
export interface SchedulerOptions {
  url: string
  secretKey: string
  cronSecret: string
  log(message: string): void
}

/** Reads a schedule; a file that does not exist is an empty one. */
export function readSchedule(file: string): ScheduleEntry[] {
  if (!existsSync(file)) return []
  const entries = JSON.parse(readFileSync(file, 'utf8')) as ScheduleEntry[]
  const wrong = entries.find(entry => !entry.name || !entry.function || !(entry.everySeconds >= 1))
  if (!wrong) return entries
  throw new StackError(
    'start-failed',
    `${file} has an entry without name, function or everySeconds ≥ 1: ${JSON.stringify(wrong)}.`,
    'Mend the file and start again.',
  )
}

/** Calls every function of the schedule in its rhythm. A call that still runs is not joined by a second one. */
export function startScheduler(entries: ScheduleEntry[], options: SchedulerOptions): { stop(): Promise<void> } {
  const end = new AbortController()
  const calls = new Map<string, Promise<void>>()
  const tick = (entry: ScheduleEntry): void => {
    if (calls.has(entry.name)) return
    const call = callFunction(entry, options, end.signal).finally(() => calls.delete(entry.name))
    calls.set(entry.name, call)
  }
  const timers = entries.map(entry => setInterval(() => tick(entry), entry.everySeconds * 1_000))
  return {
    async stop() {
      timers.forEach(clearInterval)
      end.abort()
      await Promise.all(calls.values())
    },
  }
}

async function callFunction(entry: ScheduleEntry, options: SchedulerOptions, signal: AbortSignal): Promise<void> {
  try {
    const response = await fetch(`${options.url}/functions/v1/${entry.function}`, {
      method: 'POST',
      headers: {
        authorization: `Bearer ${options.secretKey}`,
        'x-cron-secret': options.cronSecret,
        'content-type': 'application/json',
      },
      body: JSON.stringify({ schedule: entry.name }),
      signal,
    })
    const text = await response.text()
    if (!response.ok) options.log(`${entry.name}: HTTP ${response.status} ${text.slice(0, 500)}`)
  } catch (error) {
    if (!signal.aborted) options.log(`${entry.name}: ${String(error)}`)
  }
}
