import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'

/** A project of a few lines, so that the stack's tests do not hang on what this repository's migrations say. */
export interface TestProject {
  folder: string
  remove(): void
}

const files: Record<string, string> = {
  'supabase/config.toml': `[auth]\nsite_url = "http://127.0.0.1:5174"\n[functions.open]\nverify_jwt = false\n`,
  'supabase/migrations/20260101000000_notes.sql': `
    create table public.notes (id int primary key, owner uuid references auth.users (id), words text not null);
    alter table public.notes enable row level security;
    create policy "everyone reads what is nobody's" on public.notes for select to anon using (owner is null);
    create policy "users read their own" on public.notes for select to authenticated using (owner = (select auth.uid()));
    insert into public.notes values (1, null, 'for all'), (2, null, 'for all, too');
    create function public.who() returns text language sql stable as 'select current_user';
  `,
  'supabase/functions/closed/index.ts': `
    Deno.serve(async request => Response.json({
      path: new URL(request.url).pathname,
      body: await request.text(),
      url: Deno.env.get('SUPABASE_URL'),
      home: Deno.env.get('HOME') ?? null,
    }))
  `,
  'supabase/functions/open/index.ts': `
    Deno.serve(request => {
      if (request.headers.get('x-crash')) Deno.exit(3)
      return new Response(request.headers.get('x-cron-secret') === Deno.env.get('CRON_SECRET') ? 'known' : 'stranger')
    })
  `,
  'supabase/functions/broken/index.ts': `throw new Error('broken on purpose')`,
}

/** Writes the project into a temporary folder. */
export function makeTestProject(extra: Record<string, string> = {}): TestProject {
  const folder = mkdtempSync(join(tmpdir(), 'hotel-coupons-project-'))
  for (const [name, text] of Object.entries({ ...files, ...extra })) {
    const file = join(folder, name)
    mkdirSync(dirname(file), { recursive: true })
    writeFileSync(file, text)
  }
  return { folder, remove: () => rmSync(folder, { recursive: true, force: true }) }
}
