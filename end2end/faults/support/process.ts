import { spawn, type ChildProcess } from 'node:child_process';
import { readFileSync, readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/** The build that is tried: the release build, unless `TOUCHLINE` names another binary. */
export const touchline = process.env.TOUCHLINE ?? fileURLToPath(new URL('../../../target/release/touchline', import.meta.url));

/** How a process ended. */
export interface End {
  code: number | null;
  signal: NodeJS.Signals | null;
  /** How long after the signal that ended it, in ms. */
  after_ms: number;
}

/** A program that runs, and what it has logged. */
export class Process {
  readonly pid: number;
  log = '';
  private stopped_at = 0;
  private readonly end: Promise<End>;
  private readonly child: ChildProcess;

  constructor(command: string[], env: Record<string, string> = {}) {
    const [program, ...args] = command;
    this.child = spawn(program!, args, { env: { ...process.env, RUST_LOG: 'info', ...env }, stdio: ['pipe', 'pipe', 'pipe'] });
    this.end = new Promise((resolve, reject) => {
      this.child.once('error', reject);
      this.child.once('close', (code, signal) => resolve({ code, signal, after_ms: performance.now() - this.stopped_at }));
    });
    this.end.catch(() => {});
    for (const stream of [this.child.stdout!, this.child.stderr!]) stream.on('data', (text) => (this.log += text));
    this.pid = this.child.pid ?? 0;
  }

  get isRunning(): boolean {
    return this.child.exitCode === null && this.child.signalCode === null;
  }

  /** Ends it with a signal, and waits until it has ended. */
  stop(signal: NodeJS.Signals = 'SIGTERM'): Promise<End> {
    this.signal(signal);
    return this.end;
  }

  signal(signal: NodeJS.Signals): void {
    this.stopped_at = performance.now();
    this.child.kill(signal);
  }

  ended(): Promise<End> {
    return this.end;
  }

  /** How many files and sockets it has open. */
  openFiles(): number {
    return readdirSync(`/proc/${this.pid}/fd`).length;
  }

  /** How much memory it has, in MB. */
  memory_mb(): number {
    const status = readFileSync(`/proc/${this.pid}/status`, 'utf8');
    return Number(/VmRSS:\s+(\d+)/.exec(status)?.[1]) / 1024;
  }
}

/** Asks again until there is something. */
export async function until<T>(what: string, ask: () => Promise<T | undefined | false>, patience_ms = 30_000): Promise<T> {
  const deadline = performance.now() + patience_ms;
  for (;;) {
    const found = await ask();
    if (found) return found;
    if (performance.now() > deadline) throw new Error(`waited in vain: ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}
