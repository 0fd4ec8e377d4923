import { WebSocketServer } from 'ws'
import type { Service, ServiceContext } from '../service.ts'
import { makeAuthoriser } from './authorise.ts'
import { roomName } from './broadcast.ts'
import type { ChannelServices } from './channel.ts'
import { refuseUpgrade, shakeHands } from './handshake.ts'
import { makeHttp } from './http.ts'
import { makeHub, type Hub } from './hub.ts'
import { startUpkeep } from './partitions.ts'
import { readStored } from './replay.ts'
import { follow, type Row } from './replication.ts'
import { RealtimeSocket, type SocketLimits } from './socket.ts'

/** Limits and habits; the defaults are those of hosted Supabase where it has them. */
export interface RealtimeOptions extends SocketLimits {
  /** Seconds between checks of an open channel's right to read; 0, the default, checks at a new token only. */
  recheckSeconds: number
  /** The largest payload of one broadcast. */
  maxPayloadBytes: number
  /** A socket that was silent for so long is closed; clients send a heartbeat every 25 s. */
  idleSeconds: number
}

const defaults: RealtimeOptions = {
  recheckSeconds: 0,
  maxChannels: 100,
  maxPayloadBytes: 3_000_500,
  maxBufferedBytes: 16_000_000,
  idleSeconds: 60,
}

const publication = 'supabase_realtime_messages_publication'
const maxFrameBytes = 5_000_000

/**
 * Starts the stand-in for Supabase Realtime: private and public channels with broadcast. It resolves when committed
 * messages are being followed.
 */
export async function createRealtime(ctx: ServiceContext, options: Partial<RealtimeOptions> = {}): Promise<Service> {
  const settings = { ...defaults, ...options }
  const log = (message: string) => ctx.log('realtime', message)
  const hub = makeHub()
  const authoriser = makeAuthoriser(ctx.db, log)
  const channels: ChannelServices = {
    hub,
    authoriser,
    verify: ctx.verify,
    readStored: (topic, request) => readStored(ctx.db, topic, request),
    log,
    maxPayloadBytes: settings.maxPayloadBytes,
    recheckSeconds: settings.recheckSeconds,
  }
  const upkeep = await startUpkeep(ctx.db, log)
  const sockets = new Set<RealtimeSocket>()
  const follower = await follow({
    url: ctx.dbUrl('supabase_admin'),
    publication,
    onRow: row => publishRow(row, hub, log),
    onGap: () => sockets.forEach(socket => socket.rejoinAll()),
    log,
  })
  const server = new WebSocketServer({ noServer: true, maxPayload: maxFrameBytes, clientTracking: false })
  const sweep = startSweep(sockets, settings.idleSeconds)

  return {
    handle: makeHttp({ context: ctx, hub, authoriser, maxPayloadBytes: settings.maxPayloadBytes }),
    upgrade(request, duplex, head) {
      const accept = async () => {
        const handshake = await shakeHands(request, ctx)
        void upkeep.keep()
        server.handleUpgrade(request, duplex, head, websocket => {
          const socket = new RealtimeSocket(websocket, handshake, channels, settings)
          sockets.add(socket)
          websocket.on('close', () => sockets.delete(socket))
        })
      }
      accept().catch((error: unknown) => refuseUpgrade(duplex, error))
    },
    async stop() {
      clearInterval(sweep)
      upkeep.stop()
      for (const socket of sockets) socket.terminate()
      server.close()
      await follower.stop()
    },
  }
}

/** A message that was committed goes to whoever has joined its topic. */
function publishRow(row: Row, hub: Hub, log: (message: string) => void): void {
  const { id, topic, event, payload, extension } = row
  if (extension !== 'broadcast') return
  if (!id || !topic || typeof event !== 'string' || payload === null || payload === undefined) {
    return log(`UnableToBroadcastChanges: the message ${String(id)} lacks an event or a payload`)
  }
  const broadcast = { kind: 'user', event, encoding: 'json', body: Buffer.from(payload), id } as const
  hub.publish(roomName(topic, row['private'] === 't'), `realtime:${topic}`, broadcast)
}

function startSweep(sockets: Set<RealtimeSocket>, idleSeconds: number): NodeJS.Timeout {
  const sweep = () => {
    const oldest = Date.now() - idleSeconds * 1000
    for (const socket of sockets) if (socket.lastSeen < oldest) socket.close(1000, 'idle timeout')
  }
  return setInterval(sweep, (idleSeconds * 1000) / 2).unref()
}
