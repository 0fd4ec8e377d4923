import type { Pool } from 'pg'

/** Something that a redemption does beside taking a piece of the stock and writing the claim. */
export interface Part {
  name: string
  /** Takes it out of the database. */
  leaveOut(): Promise<void>
}

/** What the hints, the answer and so on cost is seen by leaving them out, one after the other. `putBack` restores all of them. */
export async function partsOf(db: Pool): Promise<{ parts: Part[]; putBack(): Promise<void> }> {
  const names = ['private.take_turn', 'private.keep_answer', 'private.card', 'private.follow', 'private.claim']
  const { rows } = await db.query<{ text: string }>('select pg_get_functiondef(f::regproc) as text from unnest($1::text[]) f', [names])
  const [turn, keep, card, follow, claim] = rows.map(row => row.text) as [string, string, string, string, string]
  const part = (name: string, ...texts: (() => string)[]): Part => ({
    name,
    leaveOut: async () => {
      for (const text of texts) await db.query(text())
    },
  })
  let lean = claim
  const without = (statement: RegExp) => (): string => {
    const shorter = lean.replace(statement, 'select 1')
    if (shorter === lean) throw new Error(`private.claim holds nothing like ${statement}`)
    return (lean = shorter)
  }
  return {
    parts: [
      part('hints', () => triggers('disable')),
      part('command', () => withBody(turn, "digest := ''; answer := null;"), () => withBody(keep, 'return answer;')),
      part('card', () => withBody(card, "return '{}';")),
      part('follow', () => withBody(follow, 'return;')),
      part('figures', without(/insert into public\.interaction_queue[^)]+\)[^)]+?claimed n/)),
      part('code', without(/insert into public\.redemption_codes[^)]+\)[^)]+?claimed n/)),
    ],
    async putBack() {
      lean = claim
      await db.query([triggers('enable'), ...rows.map(row => row.text)].join(';\n'))
    },
  }
}

function triggers(what: 'enable' | 'disable'): string {
  return `alter table public.redemptions ${what} trigger hint_insert; alter table public.follows ${what} trigger hint_insert`
}

/** A plpgsql function with another body. */
function withBody(definition: string, statements: string): string {
  return definition.replace(/AS \$function\$[^]*\$function\$/, `AS $function$ begin ${statements} end $function$`)
}
