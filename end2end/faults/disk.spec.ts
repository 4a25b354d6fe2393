import { execFileSync } from 'node:child_process';
import { chmodSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { mayMount, SmallDisk } from './support/disk';
import { expect, test, Visitor, type Server, type Stage } from './support/test';
import { words } from './support/words';

/** What must hold while nothing can be written, and after it can be again. */
async function readsGoOn(stage: Stage, server: Server, data: string, fill: () => void, free: () => void): Promise<void> {
  const coach = await Visitor.signedIn(server.origin);
  const stranger = await Visitor.at(server.origin);
  const { pages, window, sessions } = await coach.reviewed();
  const unseen = `/sessions/${sessions.at(-1)}`;
  fill();
  // Twice: what cannot be written must not come in the way of what is read afterwards.
  for (const path of [...pages, window, '/sync', '/readyz', ...pages, window]) {
    expect((await coach.get(path)).status, path).toBe(200);
  }
  expect(words((await coach.get(unseen)).text)).toContain('Touchline could not keep what Polar sent. The server’s log says why.');
  const refused = await stranger.signIn();
  expect(words(refused.text)).toContain('Something went wrong on the server The details are in the server');
  expect(server.log).toContain('the database cannot be written');
  expect(server.log).toContain('make room on its disk');
  free();
  await coach.complete(unseen);
  expect((await stranger.signIn()).status).toBe(200);
  expect(await server.stop(), server.log).toMatchObject({ code: 0 });
  expect(await stage.doctor(data)).toContain('is whole');
}

test('while the disk is full, what is here can be read, and it goes on when there is room', async ({ stage }) => {
  test.skip(!mayMount, 'only root can mount a small disk');
  const disk = new SmallDisk(join(stage.folder, 'disk'), 64);
  try {
    const server = await stage.serve({ data: disk.folder });
    await readsGoOn(stage, server, disk.folder, () => disk.fill(), () => disk.free());
  } finally {
    disk.unmount();
  }
});

test('while no file may be written, what is here can be read, and it goes on when they may', async ({ stage }) => {
  // Whoever writes beyond the limit gets an error, since the signal is ignored.
  const server = await stage.serve({ data: stage.folder, through: ['sh', '-c', `trap '' XFSZ; exec "$@"`, 'sh'] });
  const limit = (bytes: string) => execFileSync('prlimit', ['--pid', String(server.pid), `--fsize=${bytes}:`]);
  await readsGoOn(stage, server, stage.folder, () => limit('1'), () => limit('unlimited'));
});

test.describe('a server that may not write its data', () => {
  /** Runs a program as a user for whom permissions hold. */
  const asNobody = mayMount ? ['setpriv', '--reuid=65534', '--regid=65534', '--clear-groups'] : [];

  async function refuses(stage: Stage, data: string): Promise<string> {
    const server = await stage.begin({ data, through: asNobody });
    expect(await server.ended()).toMatchObject({ code: 1, signal: null });
    return server.log;
  }

  test('says at its start which folder it needs', async ({ stage }) => {
    const data = join(stage.folder, 'data');
    mkdirSync(data);
    chmodSync(data, 0o555);
    expect(await refuses(stage, data)).toMatch(new RegExp(`${data}/secret.key cannot be used.*let the user that Touchline runs as`));
  });

  test('says at its start which file it needs', async ({ stage }) => {
    const data = join(stage.folder, 'data');
    const first = await stage.serve({ data });
    await first.stop();
    chmodSync(data, 0o755);
    for (const name of ['touchline.sqlite', 'secret.key']) chmodSync(join(data, name), 0o444);
    expect(await refuses(stage, data)).toMatch(new RegExp(`${data}/touchline.sqlite cannot be opened for writing.*let the user that Touchline runs as`));
  });
});
