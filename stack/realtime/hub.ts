import type { Broadcast } from './broadcast.ts'
import { encodeBroadcast, type Version } from './codec.ts'

/** Encodes a broadcast for one version, at most once for all subscribers of it. */
export type FrameOf = (version: Version) => string | Buffer | undefined

/** Somebody who listens to a room. */
export interface Subscriber {
  deliver(broadcast: Broadcast, frameOf: FrameOf): void
}

/** Who listens to what. A room lives as long as it has a subscriber. */
export interface Hub {
  subscribe(room: string, subscriber: Subscriber): void
  unsubscribe(room: string, subscriber: Subscriber): void
  /** Hands a broadcast to all in the room but the one it came from. `topic` is what clients joined. */
  publish(room: string, topic: string, broadcast: Broadcast, except?: Subscriber): void
}

/** Makes an empty hub. */
export function makeHub(): Hub {
  const rooms = new Map<string, Set<Subscriber>>()
  return {
    subscribe(room, subscriber) {
      const subscribers = rooms.get(room)
      if (subscribers) subscribers.add(subscriber)
      else rooms.set(room, new Set([subscriber]))
    },
    unsubscribe(room, subscriber) {
      const subscribers = rooms.get(room)
      subscribers?.delete(subscriber)
      if (subscribers?.size === 0) rooms.delete(room)
    },
    publish(room, topic, broadcast, except) {
      const frameOf = onceForEachVersion(topic, broadcast)
      for (const subscriber of rooms.get(room) ?? []) {
        if (subscriber !== except) subscriber.deliver(broadcast, frameOf)
      }
    },
  }
}

function onceForEachVersion(topic: string, broadcast: Broadcast): FrameOf {
  const frames = new Map<Version, string | Buffer | undefined>()
  return version => {
    if (!frames.has(version)) frames.set(version, encodeBroadcast(topic, broadcast, version))
    return frames.get(version)
  }
}
