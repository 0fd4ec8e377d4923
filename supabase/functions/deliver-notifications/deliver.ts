import { poll } from '../../../core/queue/poll.ts'
import type { Source } from '../../../core/queue/queue.ts'
import type { Rpc } from '../../../core/queue/rpc.ts'
import { untilIdle } from '../../../core/queue/until-idle.ts'
import type { Clock } from '../../../core/sync/ports.ts'
import type { Delivered, Delivery } from './channel.ts'
import type { Channels } from './settings.ts'

/** What a call came to. `off`: channels without settings, and which ones are missing. */
export interface Report {
  expanded: number
  sent: number
  kept: number
  withdrawn: number
  dead: number
  off: Channels['off']
}

interface TakenPage {
  deliveries: Delivery[]
  withdrawn: number
  dead: number
}

// 50 by 10 at a time, each within 9 s: at most 45 s in hand, and a minute until another may take over.
const options = { limit: 50, concurrency: 10, withinMs: 9_000, visibilityS: 60 }

/** Sends what is due; where nothing is, makes more of what is for many; until nothing is left, or it is time to answer. */
export async function deliver(channels: Channels, rpc: Rpc, clock: Clock, budgetMs: number): Promise<Report> {
  const report: Report = { expanded: 0, sent: 0, kept: 0, withdrawn: 0, dead: 0, off: channels.off }
  if (Object.keys(channels.on).length === 0) return report
  const source = deliveries(Object.keys(channels.on), rpc, report)

  await untilIdle(async () => {
    const before = report.withdrawn + report.dead
    const round = await poll(source, ({ message }) => send(channels, message), clock, options)
    report.sent += round.done
    report.kept += round.kept
    if (round.taken > 0 || report.withdrawn + report.dead > before) return true
    // Followers of a big hotel come by pages, so that what concerns one guest alone never waits behind all of them.
    const { done, more } = (await rpc('expand_deliveries', {})) as { done: number; more: boolean }
    report.expanded += done
    return done > 0 || more
  }, budgetMs, clock)
  return report
}

async function send({ on }: Channels, delivery: Delivery): Promise<Delivered> {
  return (await on[delivery.channel]?.send(delivery)) ?? { kind: 'failed', error: 'the channel is off' }
}

/** The deliveries of the database as something to poll. */
function deliveries(channels: string[], rpc: Rpc, report: Report): Source<Delivery, Delivered> {
  return {
    take: async (limit, visibilityS) => {
      const page = (await rpc('take_deliveries', { channels, max_rows: limit, visibility_s: visibilityS })) as TakenPage
      report.withdrawn += page.withdrawn
      report.dead += page.dead
      return page.deliveries.map((delivery) => ({ id: delivery.id, attempt: delivery.attempt, message: delivery }))
    },
    finish: async ({ id, attempt }, outcome) => {
      const { kind } = (await rpc('finish_delivery', {
        delivery: id, attempt, outcome: outcome.kind === 'done' ? { kind: 'sent' } : outcome,
      })) as { kind: string }
      if (kind === 'dead') report.dead += 1
    },
  }
}
