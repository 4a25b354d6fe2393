import { defineConfig } from '@playwright/test';

/** Load runs: as long as `script/load` is told. */
export default defineConfig({
  testDir: '.',
  outputDir: '../test-results',
  workers: 1,
  retries: 0,
  timeout: 0,
  reporter: [['line']],
});
