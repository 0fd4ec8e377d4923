import { defineConfig } from '@playwright/test'
import { find } from './scripts/chromium.mjs'

const executablePath = process.env.CHROMIUM_PATH ?? find()

/** Stories through the built apps. Each starts its own stack with its own data folder (e2e/fixtures/). */
export default defineConfig({
  testDir: 'e2e',
  testMatch: '**/*.spec.ts',
  outputDir: 'test-results',
  workers: 1,
  retries: 0,
  timeout: 120_000,
  expect: { timeout: 10_000 },
  reporter: 'list',
  use: {
    actionTimeout: 10_000,
    navigationTimeout: 15_000,
    // Recording costs a third of a story's time: TRACE=1 keeps what a failed one did.
    trace: process.env.TRACE ? 'retain-on-failure' : 'off',
    screenshot: 'only-on-failure',
    launchOptions: {
      ...(executablePath ? { executablePath } : {}),
      // A container's root has no sandbox; the other flags keep the browser from calling home.
      args: [...(process.getuid?.() === 0 ? ['--no-sandbox'] : []), '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync'],
    },
  },
})
