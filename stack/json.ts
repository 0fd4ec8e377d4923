import type { ServerResponse } from 'node:http'

/** Answers with a JSON body, keeping the headers that were set before. */
export function sendJson(response: ServerResponse, status: number, body: unknown): void {
  const text = JSON.stringify(body)
  response.writeHead(status, { 'content-type': 'application/json; charset=utf-8', 'content-length': Buffer.byteLength(text) })
  response.end(text)
}

/** Says that hosted Supabase has this and the local stack does not: never a wrong success. */
export function notInLocalStack(response: ServerResponse, what: string): void {
  sendJson(response, 501, { code: 'not_in_local_stack', message: `${what} is not in the local stack` })
}
