import { execFileSync } from 'node:child_process';
import { chmodSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Where the newest programs of a server are. */
const programs = (() => {
  try {
    const versions = readdirSync('/usr/lib/postgresql').sort((a, b) => Number(b) - Number(a));
    return versions[0] && `/usr/lib/postgresql/${versions[0]}/bin`;
  } catch {
    return undefined;
  }
})();

/** PostgreSQL refuses to run as root. */
const asOwner = process.getuid?.() === 0 ? ['runuser', '-u', 'postgres', '--'] : [];

/** A PostgreSQL server in a temporary folder, on a socket in it. */
export class Postgres {
  static readonly isInstalled = programs !== undefined;
  private readonly folder = mkdtempSync(join(tmpdir(), 'touchline-postgres-'));

  constructor() {
    chmodSync(this.folder, 0o777);
    this.run('initdb', `--pgdata=${this.folder}/data`, '--username=touchline', '--auth=trust', '--encoding=UTF8', '--no-sync');
  }

  get url(): string {
    return `postgres://touchline@localhost/postgres?host=${this.folder}`;
  }

  start(): void {
    const options = `-c listen_addresses='' -k '${this.folder}' -F`;
    this.run('pg_ctl', 'start', `--pgdata=${this.folder}/data`, `--log=${this.folder}/log`, '--wait', '--silent', '-o', options);
  }

  stop(): void {
    this.run('pg_ctl', 'stop', `--pgdata=${this.folder}/data`, '--mode=fast', '--silent');
  }

  /** Stops or continues all processes of the server. */
  signal(name: 'STOP' | 'CONT'): void {
    const [leader] = readFileSync(`${this.folder}/data/postmaster.pid`, 'utf8').split('\n');
    const others = execFileSync('ps', ['--ppid', leader!, '-o', 'pid='], { encoding: 'utf8' }).split('\n');
    for (const pid of [leader!, ...others].map(Number).filter(Boolean)) process.kill(pid, `SIG${name}`);
  }

  remove(): void {
    try {
      this.signal('CONT');
      this.run('pg_ctl', 'stop', `--pgdata=${this.folder}/data`, '--mode=immediate', '--silent');
    } catch {
      // It does not run.
    }
    rmSync(this.folder, { recursive: true, force: true });
  }

  private run(program: string, ...args: string[]): void {
    const [command, ...rest] = [...asOwner, `${programs}/${program}`, ...args];
    execFileSync(command!, rest, { stdio: ['ignore', 'ignore', 'inherit'], cwd: '/' });
  }
}
