import { codeIn } from '../../../../core/domain/code-in.ts'
import { AppError, asAppError, classify } from '../../../../core/domain/errors.ts'
import type { Verdict } from '../../../../core/domain/verdict.ts'
import type { Commands } from '../../../../core/sync/command.ts'

/*
 *   ready ── check ──▶ checking ──▶ judged ── use (valid only) ──▶ using ──▶ judged (used, or why not)
 *     ▲                    └──────▶ failed ◀──────────────────────────┘
 *     └── reset, or the next check, from any state; answers to an older check are dropped.
 */
export type DeskState =
  | { kind: 'ready' }
  | { kind: 'checking' }
  | Judged
  | { kind: 'using'; code: string; verdict: Verdict; risk?: true }
  | { kind: 'failed'; at: 'check' | 'use'; error: AppError }

/**
 * `offline`: the verdict is of this device's replica. `usable`: it may be used now. `risk`: nobody here knows the code, and the
 * hotel lets its desks accept such a one at its own risk; or it was accepted so.
 */
export interface Judged {
  kind: 'judged'
  code: string | null
  verdict: Verdict
  offline: boolean
  usable: boolean
  risk?: true
}

/** A verdict of the replica. `onlineOnly`: the coupon may not be used without the cloud's word. */
export interface LocalVerdict {
  verdict: Verdict
  onlineOnly: boolean
}

/** What the desk works with. */
export interface DeskPorts {
  hotel: string
  device(): string
  isOnline(): boolean
  /** Whether the hotel accepts codes without network that this desk does not know. */
  acceptsUnknown(): boolean
  now(): Date
  /** Asks the cloud; rejects with an AppError. */
  verify(code: string): Promise<Verdict>
  /** Asks the replica. */
  judge(code: string): Promise<LocalVerdict>
  commit(args: Commands['use_code']['args']): Promise<string>
  commitNow(args: Commands['use_code']['args']): Promise<Verdict>
}

/** The desk: a code in, a verdict out, and its use. `show` hears of every change. */
export function createDesk(ports: DeskPorts, show: (state: DeskState) => void) {
  let state: DeskState = { kind: 'ready' }
  let turn = 0

  function set(next: DeskState): void {
    state = next
    show(next)
  }

  /** Runs one question; an answer that comes after a newer question is not shown. */
  async function ask(at: 'check' | 'use', question: () => Promise<DeskState>): Promise<void> {
    const own = (turn += 1)
    const answer = await question().catch((error: unknown): DeskState => ({ kind: 'failed', at, error: asAppError(error) }))
    if (own === turn) set(answer)
  }

  async function judgeLocally(code: string): Promise<DeskState> {
    const { verdict, onlineOnly } = await ports.judge(code)
    if (verdict.kind === 'unknown-code' && ports.acceptsUnknown()) return { kind: 'judged', code, verdict, offline: true, usable: true, risk: true }
    return { kind: 'judged', code, verdict, offline: true, usable: verdict.kind === 'valid' && !onlineOnly }
  }

  async function judge(code: string): Promise<DeskState> {
    if (!ports.isOnline()) return judgeLocally(code)
    try {
      const verdict = await ports.verify(code)
      return { kind: 'judged', code, verdict, offline: false, usable: verdict.kind === 'valid' }
    } catch (error) {
      if (classify(error) !== 'retry') throw error
      return judgeLocally(code)
    }
  }

  async function use(code: string, judged: Judged): Promise<DeskState> {
    const args = { hotel: ports.hotel, code, happened_at: ports.now().toISOString(), device: ports.device() }
    const accepted: Judged = { ...judged, verdict: usedOffline(judged.verdict, args.happened_at), offline: true, usable: false }
    if (ports.isOnline()) {
      try {
        return { kind: 'judged', code, verdict: await ports.commitNow(args), offline: false, usable: false }
      } catch (error) {
        const { code: reason } = asAppError(error)
        // `queued`: the command is kept and goes on by itself. `offline`: nothing was done yet.
        if (reason === 'queued') return accepted
        if (reason !== 'offline') throw error
      }
    }
    if ((await ports.judge(code)).onlineOnly) throw new AppError('offline')
    await ports.commit(args)
    return accepted
  }

  return {
    async check(text: string): Promise<void> {
      const code = codeIn(text)
      if (code === null) {
        turn += 1
        return set({ kind: 'judged', code, verdict: { kind: 'malformed-code' }, offline: false, usable: false })
      }
      set({ kind: 'checking' })
      await ask('check', () => judge(code))
    },
    async use(): Promise<void> {
      if (state.kind !== 'judged' || !state.usable || state.code === null) return
      const { code, verdict, risk } = state
      const judged = state
      set({ kind: 'using', code, verdict, ...(risk && { risk }) })
      await ask('use', () => use(code, judged))
    },
    reset(): void {
      turn += 1
      set({ kind: 'ready' })
    },
  }
}

function usedOffline(verdict: Verdict, at: string): Verdict {
  const { redemption_id = '', coupon_title = '', guest_name = '' } = verdict.kind === 'valid' ? verdict : {}
  return { kind: 'used', use_id: '', redemption_id, coupon_title, guest_name, used_at: at }
}
