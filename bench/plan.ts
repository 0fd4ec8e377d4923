import type { Pool } from 'pg'

/**
 * The plan of the statement inside a call that reads a table, as it was run. A function keeps its statements' plans to
 * itself; the server's own log of them is sent to this one session. Needs the superuser.
 */
export async function planOf(admin: Pool, table: string, text: string, values: unknown[]): Promise<string[]> {
  const client = await admin.connect()
  const lines: string[] = []
  const listen = (notice: { message?: string | undefined }): void => {
    const [, plan] = (notice.message ?? '').split(/^Query Text:[^]*?\n(?=[A-Z][A-Za-z ]+ +\(cost)/m)
    if (plan?.includes(` on ${table} `)) lines.push(...plan.split('\n'))
  }
  client.on('notice', listen)
  try {
    await client.query(
      `load 'auto_explain'; set auto_explain.log_min_duration = 0; set auto_explain.log_analyze = on; set auto_explain.log_timing = off;
       set auto_explain.log_nested_statements = on; set client_min_messages = log`,
    )
    await client.query(text, values)
  } finally {
    client.off('notice', listen)
    client.release(true)
  }
  return lines
}
