import type { IncomingMessage, ServerResponse } from 'node:http'

/** Any page may call the API, as on hosted Supabase: what it may do is decided by its key and its user. */
export function allowOrigin(response: ServerResponse): void {
  response.setHeader('access-control-allow-origin', '*')
  response.setHeader('access-control-expose-headers', '*')
}

/** Whether a request is the browser's question before the real one. */
export function isPreflight({ method, headers }: IncomingMessage): boolean {
  return method === 'OPTIONS' && headers['access-control-request-method'] !== undefined
}

/** Answers the browser's question: every method and whichever headers it asks for. */
export function answerPreflight({ headers }: IncomingMessage, response: ServerResponse): void {
  allowOrigin(response)
  response.writeHead(200, {
    'access-control-allow-methods': 'GET,HEAD,PUT,PATCH,POST,DELETE,OPTIONS',
    'access-control-allow-headers': headers['access-control-request-headers'] ?? '*',
    'access-control-max-age': '3600',
    vary: 'Access-Control-Request-Headers',
    'content-length': '0',
  })
  response.end()
}
