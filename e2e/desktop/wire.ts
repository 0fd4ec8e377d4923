import { connect, createServer, type AddressInfo, type Server, type Socket } from 'node:net'

/** A line to a server on this machine that can be cut and mended, so that an app that starts anew finds it cut, too. */
export class Wire {
  readonly #target: URL
  readonly #sockets = new Set<Socket>()
  #server: Server | null = null
  #port = 0

  private constructor(target: string) {
    this.#target = new URL(target)
  }

  static async to(target: string): Promise<Wire> {
    const wire = new Wire(target)
    await wire.mend()
    return wire
  }

  get url(): string {
    return `http://127.0.0.1:${this.#port}`
  }

  async mend(): Promise<void> {
    const server = createServer((near) => {
      const far = connect(Number(this.#target.port), this.#target.hostname)
      near.pipe(far).pipe(near)
      for (const socket of [near, far]) {
        this.#sockets.add(socket)
        socket.on('error', () => socket.destroy()).on('close', () => (near.destroy(), far.destroy(), this.#sockets.delete(socket)))
      }
    })
    await new Promise<void>((resolve) => server.listen(this.#port, '127.0.0.1', resolve))
    this.#port = (server.address() as AddressInfo).port
    this.#server = server
  }

  async cut(): Promise<void> {
    const closed = new Promise((resolve) => (this.#server ? this.#server.close(resolve) : resolve(null)))
    for (const socket of this.#sockets) socket.destroy()
    await closed
    this.#server = null
  }
}
