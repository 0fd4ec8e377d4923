import type { CommandName, Commands } from './command.ts'

/** The kinds of result that mean a command did what it says. Every other kind is a refusal, which its user must see. */
const acceptedKinds: { [N in CommandName]: readonly Commands[N]['result']['kind'][] } = {
  create_hotel: ['created'],
  save_coupon: ['saved'],
  publish_coupon: ['published'],
  pause_coupon: ['paused'],
  archive_coupon: ['archived'],
  redeem_coupon: ['redeemed', 'already-redeemed'],
  use_code: ['used'],
  undo_use: ['undone'],
  undo_code: ['undone', 'closed'],
  close_conflict: ['closed'],
  set_follow: ['following', 'not-following'],
  mark_notifications_read: ['read'],
  set_delivery_channel: ['set'],
}

/**
 * Milliseconds after which the server wants a command again, or null where its answer is final. A use that was made by a desk
 * with too many misses is still a use: it waits, under the same id, which the server has not spent on this answer.
 */
export function pauseIn(result: { kind: string }): number | null {
  if (result.kind !== 'too-many-attempts') return null
  return 'retry_after_s' in result ? Number(result.retry_after_s) * 1_000 : 0
}

/** A refusal in a command's result as what the outbox keeps of it, or null where the command was accepted. */
export function refusalIn(name: CommandName, result: { kind: string }): { code: string; detail?: string } | null {
  const accepted: readonly string[] = acceptedKinds[name]
  if (accepted.includes(result.kind)) return null
  const { kind, ...rest } = result
  return Object.keys(rest).length === 0 ? { code: kind } : { code: kind, detail: JSON.stringify(rest) }
}
