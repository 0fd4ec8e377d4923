import { normaliseCode } from '../domain/code.ts'
import type { Command, CommandName, Commands } from './command.ts'
import { isJudgedUse } from './taken-back.ts'

/*
 * Commands leave in the order of their seq. One that can't go yet holds up those that depend on it, and no others: two depend
 * on each other when they are about the same thing. One that was refused goes on holding those behind it until its user has
 * seen to it, unless they are facts that stand on their own, such as a use that happened. A use that the server has judged holds
 * nobody: what takes it back is sent, since it settles the conflict that the use has become.
 */

/** What a command is about: two that share a subject keep their order. */
const subjects: { [N in CommandName]: (args: Commands[N]['args']) => string[] } = {
  create_hotel: () => [],
  save_coupon: ({ coupon }) => [`coupon:${coupon.id}`],
  publish_coupon: ({ coupon }) => [`coupon:${coupon}`],
  pause_coupon: ({ coupon }) => [`coupon:${coupon}`],
  archive_coupon: ({ coupon }) => [`coupon:${coupon}`],
  redeem_coupon: ({ coupon }) => [`coupon:${coupon}`],
  use_code: ({ code }) => [`code:${normaliseCode(code) ?? code}`],
  undo_use: ({ use }) => [`use:${use}`],
  undo_code: ({ code }) => [`code:${normaliseCode(code) ?? code}`],
  close_conflict: ({ use }) => [`use:${use}`],
  set_follow: ({ hotel }) => [`follow:${hotel}`],
  mark_notifications_read: () => [],
  set_delivery_channel: ({ channel }) => [`channel:${channel}`],
}

/** Commands that say what is so, whatever became of an earlier one. */
const facts: ReadonlySet<CommandName> = new Set(['use_code', 'set_follow', 'mark_notifications_read', 'set_delivery_channel'])

/** The subjects of a command. One of another version of the app, with a name or arguments that mean nothing here, has none. */
function subjectsOf({ name, args }: Command): string[] {
  const find = subjects[name] as ((args: Command['args']) => string[]) | undefined
  try {
    return find?.(args) ?? []
  } catch {
    return []
  }
}

/** What the outbox, given in the order of seq, allows now: what may be sent, the paused left out, and what a refused one holds up. */
export function outboxOrder<C extends Command>(outbox: readonly C[], isPaused: (command: C) => boolean = () => false): { next: C | undefined; held: C[] } {
  const behindWaiting = new Set<string>()
  const behindRefused = new Set<string>()
  const held: C[] = []
  let next: C | undefined
  for (const command of outbox) {
    if (command.state === 'done' || isJudgedUse(command)) continue
    const about = subjectsOf(command)
    const isHeld = !facts.has(command.name) && about.some((subject) => behindRefused.has(subject))
    if (command.state === 'waiting') {
      if (isHeld) held.push(command)
      else if (!isPaused(command) && !about.some((subject) => behindWaiting.has(subject))) next ??= command
    }
    const behind = command.state === 'rejected' || isHeld ? behindRefused : behindWaiting
    about.forEach((subject) => behind.add(subject))
  }
  return { next, held }
}
