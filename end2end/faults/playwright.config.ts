import { defineConfig } from '@playwright/test';

/** What happens when things break: each run starts servers of its own and needs no browser. */
export default defineConfig({
  testDir: '.',
  outputDir: '../test-results',
  forbidOnly: !!process.env.CI,
  workers: 1,
  retries: 0,
  timeout: 240_000,
  reporter: [['list']],
});
