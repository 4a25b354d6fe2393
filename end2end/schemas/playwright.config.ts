import { defineConfig } from '@playwright/test';

/** Whether the data address answers as it is described. */
export default defineConfig({
  testDir: '.',
  outputDir: '../test-results',
  forbidOnly: !!process.env.CI,
  workers: 1,
  retries: 0,
  timeout: 600_000,
  reporter: [['list']],
});
