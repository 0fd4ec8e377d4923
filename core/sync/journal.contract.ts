import { describe, expect, it } from 'vitest'
import type { Command } from './command.ts'
import type { Journal } from './journal.ts'

const command = (id: string, seq: number): Command => ({ id, seq, name: 'pause_coupon', args: { coupon: id }, created_at: '2026-06-01T08:00:00Z', state: 'waiting' })
/** An outbox with commands of these numbers. */
const outbox = (...seqs: number[]) => ({ seq: seqs.at(-1) ?? 0, commands: seqs.map((seq) => command(`c${seq}`, seq)) })

/** What every journal promises. `machine` gives an empty place; each call of it opens one more journal there. */
export function journalContract(name: string, machine: () => () => Journal): void {
  describe(`journal: ${name}`, () => {
    it('has nothing at first, and then what was written last', async () => {
      const open = machine()
      const first = open()
      expect(await first.read()).toBeNull()
      await first.write(outbox(1, 2))
      await first.write(outbox(2, 3))
      await first.close()
      const second = open()
      expect(await second.read()).toEqual(outbox(2, 3))
      await second.close()
    })

    it('keeps the highest number where nothing waits any more', async () => {
      const open = machine()
      const first = open()
      await first.read()
      await first.write({ seq: 9, commands: [] })
      await first.close()
      const second = open()
      expect(await second.read()).toEqual({ seq: 9, commands: [] })
      await second.close()
    })

    it('gives what two windows left as one, and forgets both once it was written anew', async () => {
      const open = machine()
      const [one, other] = [open(), open()]
      await one.read()
      await other.read()
      await one.write(outbox(1, 3))
      await other.write(outbox(1, 2))
      await one.close()
      await other.close()

      const next = open()
      expect(await next.read()).toEqual(outbox(1, 2, 3))
      await next.write(outbox(3))
      await next.close()
      const last = open()
      expect(await last.read()).toEqual(outbox(3))
      await last.close()
    })

    it('takes any text, and much of it', async () => {
      const open = machine()
      const first = open()
      await first.read()
      const much = outbox(...Array.from({ length: 2_000 }, (_, i) => i + 1))
      much.commands[0]!.args = { coupon: 'Łódź 東京 \u2028 🛎️\n' }
      await first.write(much)
      await first.close()
      const second = open()
      expect(await second.read()).toEqual(much)
      await second.close()
    })
  })
}
