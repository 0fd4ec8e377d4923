import type { RealtimeChannel } from '@supabase/supabase-js'
import type { Hint, Hints } from '../../../core/sync/ports.ts'
import type { CloudClient } from './client.ts'

/** Hints of private channels. `watch` says which topics to be in from now on; what is no longer named is left. */
export interface RealtimeHints extends Hints {
  watch(topics: readonly string[]): void
  close(): void
}

const events = ['changed', 'coupon-published', 'redemption-used'] as const
/** A channel that the server closed (token expired, rights taken away) is tried again after this pause. */
const rejoinMs = 5_000

/**
 * Hints over supabase-js. Its channels rejoin by themselves after a failure and after the socket broke; each (re)join is
 * told as `joined`, since something may have been missed.
 */
export function realtimeHints(client: CloudClient): RealtimeHints {
  const listeners = new Set<(hint: Hint) => void>()
  const channels = new Map<string, RealtimeChannel>()
  const tell = (hint: Hint) => listeners.forEach((listener) => listener(hint))

  function join(topic: string): void {
    const channel = client.channel(topic, { config: { private: true } })
    channels.set(topic, channel)
    const isCurrent = () => channels.get(topic) === channel
    for (const event of events) {
      channel.on('broadcast', { event }, ({ payload }) => tell({ ...(payload as object), kind: event, topic } as Hint))
    }
    const rejoin = () => {
      if (!isCurrent()) return
      leave(topic)
      join(topic)
    }
    const subscribe = () => {
      if (!isCurrent()) return
      channel.subscribe((status) => {
        if (status === 'SUBSCRIBED') tell({ kind: 'joined', topic })
        if (status === 'CLOSED' && isCurrent()) setTimeout(rejoin, rejoinMs)
      })
    }
    // A private channel is refused without the session's token, so that has to be there first.
    client.realtime.setAuth().then(subscribe, subscribe)
  }

  function leave(topic: string): void {
    const channel = channels.get(topic)
    channels.delete(topic)
    if (channel) void client.removeChannel(channel)
  }

  return {
    onHint: (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    watch: (topics) => {
      for (const topic of channels.keys()) if (!topics.includes(topic)) leave(topic)
      for (const topic of topics) if (!channels.has(topic)) join(topic)
    },
    close: () => {
      listeners.clear()
      for (const topic of channels.keys()) leave(topic)
    },
  }
}
