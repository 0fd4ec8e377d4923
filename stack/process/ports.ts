import { createServer } from 'node:net'
import { StackError } from '../errors.ts'

/** A port of 127.0.0.1 that nothing listens on. */
export async function freePort(): Promise<number> {
  return listenOnce(0)
}

/** Refuses with one clear sentence when something listens on the port. */
export async function requireFreePort(port: number, what: string, flag: string): Promise<void> {
  await listenOnce(port).catch((error: NodeJS.ErrnoException) => {
    throw error.code === 'EADDRINUSE' || error.code === 'EACCES' ? portInUse(port, what, flag) : error
  })
}

/** The error of a port that is taken. */
export function portInUse(port: number, what: string, flag: string): StackError {
  return new StackError(
    'port-in-use',
    `Port ${port} on 127.0.0.1, which the ${what} needs, is in use.`,
    `Stop what listens there (perhaps another stack or \`supabase start\`), or choose another port with ${flag}.`,
  )
}

function listenOnce(port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer()
    server.once('error', reject)
    server.listen(port, '127.0.0.1', () => {
      const address = server.address()
      server.close(() => resolve(typeof address === 'object' && address ? address.port : port))
    })
  })
}
