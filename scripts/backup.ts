import { resolve } from 'node:path'
import { save, restore } from './backup/backup.ts'

/**
 * `npm run backup -- save|restore <folder>`: copies a project's rows, accounts and files into a folder, or from there into a project that
 * has the migrations and nothing else. Which project, DATABASE_URL, SUPABASE_URL and SUPABASE_SECRET_KEY say. See docs/operate.md.
 */
const [what, folder] = process.argv.slice(2)
const { DATABASE_URL: databaseUrl, SUPABASE_URL: url, SUPABASE_SECRET_KEY: secretKey } = process.env
const work = what === 'save' ? save : what === 'restore' ? restore : null

if (!work || !folder || !databaseUrl || !url || !secretKey) {
  console.error('DATABASE_URL=postgresql://… SUPABASE_URL=https://… SUPABASE_SECRET_KEY=sb_secret_… npm run backup -- save|restore <folder>')
  process.exit(1)
}
try {
  const { counts, files, schema } = await work({ databaseUrl, url, secretKey }, resolve(folder))
  const rows = Object.values(counts).reduce((sum, count) => sum + count, 0)
  console.log(`${what === 'save' ? 'Saved' : 'Restored, as many as were saved'}: ${rows} rows of ${Object.keys(counts).length} tables, ${files.length} files, schema ${schema}.`)
} catch (error) {
  console.error(String(error))
  process.exit(1)
}
