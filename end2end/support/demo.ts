import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { freePort } from './port';

/** The season that all tests look at. */
export const season = ['--seed', '7', '--season-end', '2025-11-16'];

/** A demo that runs for one test alone, with nothing fetched yet. */
export interface Demo {
  origin: string;
  stop: () => Promise<void>;
}

/** Starts the release build with options of `touchline demo`, such as `--latency-ms 800`, and waits until it answers. */
export async function startDemo(options: string[]): Promise<Demo> {
  const [port, polarPort] = [await freePort(), await freePort()];
  const demo = spawn('target/release/touchline', ['demo', '--port', port, '--polar-port', polarPort, ...season, ...options], {
    cwd: fileURLToPath(new URL('../..', import.meta.url)),
    env: { ...process.env, RUST_LOG: 'error' },
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  const failed = new Promise<never>((_, reject) => demo.once('error', reject));
  const ended = once(demo, 'exit');
  const stop = async () => {
    demo.kill();
    await ended;
  };
  const origin = `http://127.0.0.1:${port}`;
  try {
    await Promise.race([ready(origin, () => demo.exitCode !== null), failed]);
  } catch (error) {
    await stop();
    throw error;
  }
  return { origin, stop };
}

/** Waits until a dashboard answers. */
async function ready(origin: string, hasEnded: () => boolean): Promise<void> {
  const deadline = Date.now() + 30_000;
  for (;;) {
    const answer = await fetch(`${origin}/readyz`).catch(() => undefined);
    if (answer?.ok) return;
    if (hasEnded()) throw new Error('the demo ended before it answered');
    if (Date.now() > deadline) throw new Error('the demo does not answer');
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}
