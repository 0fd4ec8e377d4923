import vue from '@vitejs/plugin-vue'
import { defineConfig } from 'vitest/config'

/**
 * Four projects: `unit` needs nothing but Node, `stack` proves the local Supabase against the real clients,
 * `db` proves the rules in SQL on that stack, `soak` does so under load and kills for minutes (`npm run test:soak`, not part of
 * `npm test`). All but the first start real processes. The files of `db` mostly wait for a database of their own and go two at
 * a time; the others one at a time.
 */
export default defineConfig({
  test: {
    reporters: ['default', './supabase/tests/proof/print.ts'],
    projects: [
      {
        plugins: [vue()],
        test: {
          name: 'unit',
          // The PIN's key takes its time by design, and a machine may be busy.
          testTimeout: 20_000,
          include: ['core/**/*.test.ts', 'renderer/**/*.test.ts', 'electron/**/*.test.ts', 'e2e/host/**/*.test.ts', 'scripts/**/*.test.ts'],
        },
      },
      {
        test: {
          name: 'stack',
          include: ['stack/**/*.test.ts'],
          testTimeout: 30_000,
          hookTimeout: 60_000,
          fileParallelism: false,
        },
      },
      {
        test: {
          name: 'db',
          include: ['supabase/tests/**/*.test.ts'],
          exclude: ['supabase/tests/soak/**'],
          testTimeout: 60_000,
          hookTimeout: 90_000,
          maxWorkers: 2,
        },
      },
      {
        test: {
          name: 'soak',
          include: ['supabase/tests/soak/**/*.test.ts', '{core,renderer,e2e,scripts}/**/*.soak.ts'],
          testTimeout: 600_000,
          hookTimeout: 120_000,
          fileParallelism: false,
        },
      },
    ],
  },
})
