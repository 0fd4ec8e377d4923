import { spawnSync } from 'node:child_process'
import { readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { startTestStack } from '../stack/test-stack.ts'

// Writes supabase/types.gen.ts from the migrations: `npm run db:types`, after each change of a table or a function.
// `--check` writes nothing and fails when the file is not what the migrations give.

// The CLI of package.json asks Docker for this; from version 3.1 on it does it alone.
const cli = 'supabase@3.1.0'
const target = new URL('./types.gen.ts', import.meta.url)

const stack = await startTestStack({ onProgress: step => console.log(`  ${step} …`) })
try {
  const text = `// Written by \`npm run db:types\` from the migrations. Do not edit.\n${generate(stack.dbUrl)}`
  if (!process.argv.includes('--check')) writeFileSync(target, text)
  else if (readFileSync(target, 'utf8') !== text) {
    console.error('supabase/types.gen.ts is behind the migrations: run `npm run db:types`.')
    process.exitCode = 1
  }
} finally {
  await stack.stop()
}

function generate(dbUrl: string): string {
  const args = ['gen', 'types', 'typescript', '--db-url', `${dbUrl}?sslmode=disable`, '--schema', 'public']
  const npm = process.platform === 'win32' ? 'npm.cmd' : 'npm'
  const { status, stdout, stderr } = spawnSync(npm, ['exec', '--yes', `--package=${cli}`, '--', 'supabase', ...args], {
    encoding: 'utf8',
    // Away from this package, whose own CLI npm would weigh against the one that is asked for.
    cwd: tmpdir(),
    shell: process.platform === 'win32',
  })
  if (status !== 0) throw new Error(`The types could not be made: ${stderr}`)
  return stdout.trimStart()
}
