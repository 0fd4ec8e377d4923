/**
 * Runs one job of the schedule until there is nothing left to do or 20 s have passed. The body names it, `{"schedule": name}`,
 * and the header `x-cron-secret` must hold the shared secret. Where pg_cron exists it calls the same functions in the database
 * (migration "schedule"), and this one is not needed.
 */

import { untilIdle } from '../../../core/queue/until-idle.ts'
import { answer, budgetMs, clock, rpc, serveScheduled } from '../_shared/scheduled.ts'

interface Done {
  done: number
  more: boolean
}

const jobs: Record<string, string> = {
  'expire-redemptions': 'expire_redemptions',
  'remind-expiring': 'remind_expiring',
  'clean-up': 'clean_up',
}

serveScheduled('job-failed', async (request) => {
  const { schedule } = (await request.json().catch(() => ({}))) as { schedule?: unknown }
  const job = typeof schedule === 'string' && Object.hasOwn(jobs, schedule) ? jobs[schedule] : undefined
  if (!job) return answer(404, { error: 'unknown-job' })
  const sum: Done = { done: 0, more: true }
  await untilIdle(async () => {
    const { done, more } = (await rpc(job, {})) as Done
    sum.done += done
    sum.more = more
    return more
  }, budgetMs, clock)
  return answer(200, sum)
})
