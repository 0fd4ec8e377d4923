import { classify } from '../../../core/domain/errors.ts'
import { fromServerFailure } from '../../../core/domain/server-failure.ts'
import type { ServerConfig } from '../config.ts'
import type { SendBatch } from './batch-queue.ts'

/**
 * Sends batches to `record_interactions` by plain fetch with `keepalive`, so that the last one outlives its page. Views carry
 * no session: the key alone speaks.
 */
export function sendBatch(server: () => Promise<ServerConfig>): SendBatch {
  return async ({ id, events }) => {
    try {
      const { supabaseUrl, publishableKey } = await server()
      const response = await fetch(`${supabaseUrl}/rest/v1/rpc/record_interactions`, {
        method: 'POST',
        keepalive: true,
        headers: { apikey: publishableKey, 'content-type': 'application/json' },
        body: JSON.stringify({ batch_id: id, events }),
      })
      if (response.ok) return 'taken'
      return classify(fromServerFailure({ status: response.status })) === 'rejected' ? 'refused' : 'failed'
    } catch {
      // No answer, or no server known yet.
      return 'failed'
    }
  }
}
