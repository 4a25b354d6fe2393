import { defineConfig, devices } from '@playwright/test';
import tests from '../playwright.config';

if (!tests.webServer || Array.isArray(tests.webServer)) throw new Error('the browser tests start one server');

/** Measurements, with the browser and the server of the browser tests. They print what they saw and fail for nothing. */
export default defineConfig({
  ...tests,
  testDir: '.',
  outputDir: 'test-results',
  timeout: 900_000,
  use: { ...tests.use, trace: 'off', actionTimeout: 30_000 },
  webServer: { ...tests.webServer, cwd: '../..' },
  projects: [
    { name: 'sign-in', testDir: '../tests', testMatch: /coaches\.setup\.ts/ },
    {
      name: 'bench',
      testMatch: /\.bench\.ts/,
      dependencies: ['sign-in'],
      // A tablet in landscape, as it stands beside the pitch.
      use: { ...devices['Desktop Chrome'], viewport: { width: 1024, height: 768 }, hasTouch: true },
    },
  ],
});
