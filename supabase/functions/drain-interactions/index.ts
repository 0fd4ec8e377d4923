/**
 * Calls `drain_interactions` until the queue is empty or 20 s have passed. Called on a schedule with the shared secret in
 * `x-cron-secret`; several calls may overlap. See docs/database.md, "Edge functions".
 */

import { untilIdle } from '../../../core/queue/until-idle.ts'
import { answer, budgetMs, clock, rpc, serveScheduled } from '../_shared/scheduled.ts'

interface Drained {
  batches: number
  events: number
  dead: number
  left: number
}

serveScheduled('drain-failed', async () => {
  const sum: Drained = { batches: 0, events: 0, dead: 0, left: 0 }
  await untilIdle(async () => {
    const done = (await rpc('drain_interactions', {})) as Drained
    sum.batches += done.batches
    sum.events += done.events
    sum.dead += done.dead
    sum.left = done.left
    // No batch taken though some are left: another drain holds them.
    return done.left > 0 && done.batches > 0
  }, budgetMs, clock)
  return answer(200, sum)
})
