// Outlives the stack's own process for a moment: when that one dies, however it dies, its end of our stdin closes, and
// what is still on the list is ended. Plain JavaScript without imports of ours, so that it starts fast and stays small.
//
//   kill <pid> <signal>   end this process when the parent is gone
//   forget <pid>          it ended by itself
//   remove <path>         delete this folder when the parent is gone
//   done                  the parent stopped everything in good order
import { rmSync } from 'node:fs'
import { createInterface } from 'node:readline'

const GRACE_MS = 5_000
const pids = new Map()
const paths = new Set()
let done = false

const alive = pid => {
  try {
    process.kill(pid, 0)
    return true
  } catch {
    return false
  }
}

const send = (pid, signal) => {
  try {
    process.kill(pid, signal)
  } catch {
    // Already gone, which is what we want.
  }
}

const obey = line => {
  const [verb, ...rest] = line.split(' ')
  if (verb === 'kill') pids.set(Number(rest[0]), rest[1])
  else if (verb === 'forget') pids.delete(Number(rest[0]))
  else if (verb === 'remove') paths.add(rest.join(' '))
  else if (verb === 'done') done = true
}

const cleanUp = async () => {
  for (const [pid, signal] of pids) send(pid, signal)
  const deadline = Date.now() + GRACE_MS
  while ([...pids.keys()].some(alive) && Date.now() < deadline) await new Promise(resolve => setTimeout(resolve, 50))
  for (const pid of pids.keys()) if (alive(pid)) send(pid, 'SIGKILL')
  for (const path of paths) rmSync(path, { recursive: true, force: true, maxRetries: 5 })
}

for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => {})
const lines = createInterface({ input: process.stdin })
lines.on('line', obey)
lines.on('close', () => {
  if (!done) void cleanUp()
})
