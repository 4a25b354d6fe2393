import { defineConfig, devices } from '@playwright/test';
import { season } from './support/demo';
import { freePort } from './support/port';

/** A port for all processes: the first evaluation chooses; worker processes inherit the choice. */
async function port(name: string): Promise<string> {
  return (process.env[name] ??= await freePort());
}

const dashboard = await port('TOUCHLINE_PORT');
const polar = await port('POLAR_PORT');
const origin = `http://127.0.0.1:${dashboard}`;

/** A tablet in landscape, as it stands beside the pitch. */
const tablet = { ...devices['Desktop Chrome'], viewport: { width: 1024, height: 768 } };

/** The same tablet, held upright. */
const upright = { width: 768, height: 1024 };

export default defineConfig({
  testDir: 'tests',
  outputDir: 'test-results',
  forbidOnly: !!process.env.CI,
  fullyParallel: false,
  workers: 1,
  retries: 0,
  // axe looks at each page six times, on a machine that may be slow.
  timeout: 180_000,
  expect: { timeout: 15_000 },
  reporter: [['list']],
  use: {
    baseURL: origin,
    trace: 'retain-on-failure',
    // It would answer requests before a test sees them; offline.script.spec.ts is about it.
    serviceWorkers: 'block',
    launchOptions: {
      executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
      args: [
        '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run',
        '--disable-background-networking', '--disable-component-update', '--disable-sync',
      ],
    },
  },
  webServer: {
    command: `target/release/touchline demo --port ${dashboard} --polar-port ${polar} ${season.join(' ')}`,
    cwd: '..',
    url: `${origin}/readyz`,
    stdout: 'ignore',
    stderr: 'pipe',
    env: { RUST_LOG: 'warn' },
    timeout: 30_000,
  },
  // What people can do without scripts is tested without them, too; *.script.spec.ts needs them. What staff do with a
  // session is done with fingers, too, on a tablet held either way.
  projects: [
    { name: 'sign-in', testMatch: /coaches\.setup\.ts/, use: tablet },
    { name: 'script', testMatch: /\.spec\.ts/, testIgnore: /\.touch\.spec\.ts/, dependencies: ['sign-in'], use: tablet },
    {
      name: 'plain',
      testMatch: /\.spec\.ts/,
      testIgnore: [/\.script\.spec\.ts/, /\.touch\.spec\.ts/],
      dependencies: ['sign-in'],
      use: { ...tablet, javaScriptEnabled: false },
    },
    ...[tablet.viewport, upright].map((viewport) => ({
      name: `touch-${viewport.width}x${viewport.height}`,
      testMatch: [/\.touch\.spec\.ts/, /(compare|passes|pitch|player|review|rights|season|sign_in)\.spec\.ts/],
      dependencies: ['sign-in'],
      use: { ...tablet, viewport, hasTouch: true },
    })),
  ],
});
