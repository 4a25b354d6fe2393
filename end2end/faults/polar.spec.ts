import { Door } from './support/door';
import { expect, test, until, Visitor } from './support/test';
import { words } from './support/words';

test('while Polar is down, what is here can be read and says so, and it goes on when Polar is back', async ({ stage }) => {
  const door = await Door.to(await stage.polarPort());
  try {
    const server = await stage.serve({ data: stage.folder, polar: door.origin });
    const coach = await Visitor.signedIn(server.origin);
    const { pages, window, sessions } = await coach.reviewed();
    const unseen = `/sessions/${sessions.at(-1)}`;
    door.close();
    for (const path of [...pages, window]) expect((await coach.get(path)).status, path).toBe(200);
    expect(words((await coach.get(unseen)).text)).toContain('Polar does not answer right now. What is missing will be fetched as soon as it does.');
    const told = await until('the page of the sync tells when it is tried again', async () => {
      const page = words((await coach.get('/sync')).text);
      return /Polar does not answer, tried again in \d/.test(page) && page;
    }, 90_000);
    expect(told, 'since when').toMatch(/list read (just now|\d+ (s|min) ago)/);
    expect((await (await Visitor.at(server.origin)).get('/')).status, 'the way in').toBe(200);
    const logged = server.log.length;
    expect(logged, 'the log is not flooded').toBeLessThan(100_000);
    await door.open();
    await coach.post('/api/ui/retry_sync', {});
    await coach.complete(unseen);
  } finally {
    door.close();
  }
});
