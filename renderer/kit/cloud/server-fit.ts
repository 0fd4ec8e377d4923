import { judgeServer, type Fit } from '../../../core/domain/server-info.ts'
import type { CloudClient } from './client.ts'

/** Whether this release and its server fit, or null where that can't be found out just now. A server from before the question has no answer. */
export async function readServerFit(client: CloudClient): Promise<Fit | null> {
  const { data, error } = await client.rpc('server_info')
  return error ? null : judgeServer(data)
}
