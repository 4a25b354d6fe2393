import { expect, test, until, Visitor } from './support/test';

/** Less and less memory, in MB: plenty with the first, hardly any with the last. */
const LIMITS_MB = [400, 200, 120, 80];

/** How many pages are asked for at once. */
const PAGES = 60;

test('with too little memory it answers or ends, and what is kept stays whole and the next start goes on', async ({ stage }) => {
  const data = stage.folder;
  for (const [at, limit_mb] of LIMITS_MB.entries()) {
    const server = await stage.begin({ data, through: ['prlimit', `--data=${limit_mb * 2 ** 20}`] });
    const coach = await Visitor.at(server.origin);
    await until('it is ready or has ended', async () => !server.isRunning || (await coach.tryGet('/readyz')).status === 200);
    await coach.signIn().catch(() => {});
    // A part of many sessions at once needs far more than what people ask for.
    const team = /href="\/teams\/([\w-]+)"/.exec((await coach.tryGet('/teams')).text)?.[1];
    const list = (await coach.tryGet(`/teams/${team}`)).text;
    const sessions = [...list.matchAll(/href="\/sessions\/([\w-]+)"/g)].map(([, id]) => id);
    const asked = [...Array(PAGES).keys()].map((i) => coach.tryGet(`/sessions/${sessions[i % sessions.length]}?from=0&to=3000000`));
    const answered = (await Promise.all(asked)).filter(({ status }) => status === 200).length;
    if (at === 0) expect(answered, `with ${limit_mb} MB`).toBe(PAGES);
    const end = await server.stop();
    test.info().annotations.push({ type: `${limit_mb} MB`, description: `${answered} answered, ended with ${end.code ?? end.signal}` });
    if (end.code !== 0) expect(server.log, 'it says why').toMatch(/memory|cannot allocate|panicked/i);
    expect(await stage.doctor(data), `after ${limit_mb} MB`).toContain('is whole');
  }
  const next = await stage.serve({ data });
  await (await Visitor.signedIn(next.origin)).reviewed();
});
