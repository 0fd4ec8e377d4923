import { writeFileSync } from 'node:fs'
import { supabaseCli } from '../stack/postgres/migrations.ts'
import { startTestStack } from '../stack/test-stack.ts'

// Writes supabase/types.gen.ts from the migrations: `npm run db:types`, after each change of a table or a function.

const target = new URL('./types.gen.ts', import.meta.url)
const stack = await startTestStack({ onProgress: step => console.log(step) })
try {
  const args = ['gen', 'types', 'typescript', '--db-url', `${stack.dbUrl}?sslmode=disable`, '--schema', 'public']
  const { code, stdout, output } = await supabaseCli(args)
  if (code !== 0) throw new Error(output)
  writeFileSync(target, `// Written by \`npm run db:types\` from the migrations. Do not edit.\n${stdout.trimStart()}`)
  console.log('supabase/types.gen.ts is written')
} finally {
  await stack.stop()
}
