import { Postgres } from './support/postgres';
import { expect, test, until, Visitor } from './support/test';
import { words } from './support/words';

test('while the database is gone, pages say so, and it goes on when the database is back', async ({ stage }) => {
  test.skip(!Postgres.isInstalled, 'the programs of a PostgreSQL server (initdb, pg_ctl) are not installed');
  const postgres = new Postgres();
  try {
    postgres.start();
    const server = await stage.serve({
      data: stage.folder,
      env: { TOUCHLINE_DATABASE_URL: postgres.url, TOUCHLINE_SECRET_KEY: Buffer.alloc(32, 7).toString('base64') },
    });
    const coach = await Visitor.signedIn(server.origin);
    const { pages, window } = await coach.reviewed();
    postgres.stop();
    expect((await coach.get('/readyz')).status).toBe(503);
    expect((await coach.get('/healthz')).status, 'the process is alive').toBe(200);
    for (const path of [...pages, '/sync']) {
      const page = await coach.get(path);
      expect(page.status, path).toBe(503);
      expect(words(page.text), path).toContain('Touchline’s database does not answer');
      expect(page.text, `${path} is tried again`).toContain('http-equiv="refresh"');
    }
    expect(JSON.parse((await coach.get(window)).text)).toEqual({ error: 'Touchline’s database does not answer. Try again in a minute.' });
    expect(words((await (await Visitor.at(server.origin)).signIn()).text)).toContain('Something went wrong on the server');

    postgres.start();
    await until('it is ready again', async () => (await coach.get('/readyz')).status === 200);
    for (const path of [...pages, window]) expect((await coach.get(path)).status, path).toBe(200);

    // A server that is there and says nothing is the worse case.
    postgres.signal('STOP');
    const end = await server.stop();
    expect(end, server.log).toMatchObject({ code: 0 });
    expect(end.after_ms).toBeLessThan(10_000);
  } finally {
    postgres.remove();
  }
});
