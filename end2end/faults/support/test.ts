import { test as base, expect } from '@playwright/test';
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { season } from '../../support/demo';
import { freePort } from '../../support/port';
import { Process, touchline, until } from './process';
import { Visitor } from './visitor';

export { expect };

/** A Touchline server that runs. */
export interface Server extends Process {
  origin: string;
}

/** How a server is started. */
export interface How {
  /** What is put before the command, such as `prlimit --nofile=64`. */
  through?: string[];
  env?: Record<string, string>;
  /** The stand-in's address, when it is not reached directly. */
  polar?: string;
  /** The folder of its data. */
  data: string;
}

/** The servers of one test; all are gone when it ends. */
export class Stage {
  /** A folder of this test's own. */
  readonly folder = mkdtempSync(join(tmpdir(), 'touchline-faults-'));
  private readonly processes: Process[] = [];
  private readonly port: string;
  private polar = '';

  private constructor(port: string) {
    this.port = port;
    chmodSync(this.folder, 0o755);
  }

  static async open(): Promise<Stage> {
    return new Stage(await freePort());
  }

  /** Runs a program until the test ends. */
  run(command: string[], env?: Record<string, string>): Process {
    const process = new Process(command, env);
    this.processes.push(process);
    return process;
  }

  /** The stand-in service's port; it is started when it is asked for first. */
  async polarPort(options: string[] = []): Promise<string> {
    if (this.polar) return this.polar;
    this.polar = await freePort();
    const callback = `http://127.0.0.1:${this.port}/auth/callback`;
    this.run([touchline, 'demo', '--polar-only', '--polar-port', this.polar, '--redirect-uri', callback, ...season, ...options]);
    const health = `http://127.0.0.1:${this.polar}/v1/teams`;
    await until('the stand-in service', () => fetch(health).then(() => true, () => false));
    return this.polar;
  }

  /** Starts a server without waiting for it. */
  async begin({ through = [], env = {}, polar, data }: How): Promise<Server> {
    const polarUrl = polar ?? `http://127.0.0.1:${await this.polarPort()}`;
    const origin = `http://127.0.0.1:${this.port}`;
    const process = this.run([...through, touchline, 'serve'], {
      TOUCHLINE_POLAR_AUTH_URL: polarUrl,
      TOUCHLINE_POLAR_API_URL: polarUrl,
      TOUCHLINE_POLAR_CLIENT_ID: 'touchline-demo',
      TOUCHLINE_POLAR_CLIENT_SECRET: 'touchline-demo-secret',
      TOUCHLINE_PUBLIC_URL: origin,
      TOUCHLINE_DATA_DIR: data,
      LEPTOS_SITE_ADDR: `127.0.0.1:${this.port}`,
      ...env,
    });
    return Object.assign(process, { origin });
  }

  /** Starts a server and waits until it is ready. */
  async serve(how: How): Promise<Server> {
    const server = await this.begin(how);
    await until(`the server is ready; it says: ${server.log}`, async () => {
      if (!server.isRunning) throw new Error(`the server ended: ${server.log}`);
      return fetch(`${server.origin}/readyz`).then((answer) => answer.ok, () => false);
    });
    return server;
  }

  /** What `touchline doctor` says about the database in a folder. */
  async doctor(data: string): Promise<string> {
    const doctor = this.run([touchline, 'doctor'], { TOUCHLINE_DATA_DIR: data, TOUCHLINE_POLAR_CLIENT_ID: 'x' });
    await doctor.ended();
    return /^.*database.*$/m.exec(doctor.log)?.[0] ?? doctor.log;
  }

  async close(): Promise<void> {
    for (const process of this.processes.reverse()) await process.stop('SIGKILL').catch(() => {});
    rmSync(this.folder, { recursive: true, force: true });
  }
}

export const test = base.extend<{ stage: Stage }>({
  stage: async ({}, use, info) => {
    const stage = await Stage.open();
    await use(stage);
    await stage.close();
  },
});

export { Process, Visitor, until };
