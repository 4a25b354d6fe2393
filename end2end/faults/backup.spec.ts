import { copyFileSync, mkdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { touchline } from './support/process';
import { expect, test, until, Visitor } from './support/test';
import { words } from './support/words';

test('a copy that is made during a sync is whole, and serves the same pages in another place', async ({ stage }) => {
  const data = join(stage.folder, 'data');
  const server = await stage.serve({ data });
  const coach = await Visitor.signedIn(server.origin);
  const { pages } = await coach.reviewed();
  const done = async () => (JSON.parse((await coach.get('/api/v1/progress')).text) as { done: number }).done;
  const before = await done();
  await until('the sync runs', async () => (await done()) > before);

  const copy = join(stage.folder, 'copy.sqlite');
  const backup = stage.run([touchline, 'backup', copy, '--data-dir', data]);
  expect(await backup.ended(), backup.log).toMatchObject({ code: 0 });
  expect(backup.log).toContain('secret.key');
  expect(statSync(copy).mode & 0o777).toBe(0o600);
  const again = stage.run([touchline, 'backup', copy, '--data-dir', data]);
  expect(await again.ended()).toMatchObject({ code: 1 });
  expect(again.log).toContain('name a file that is not there yet');
  const shown = await Promise.all(pages.map(async (page) => main((await coach.get(page)).text)));
  await until('the sync goes on', async () => (await done()) > before + 1);
  expect(await server.stop()).toMatchObject({ code: 0 });

  // As docs/operations.md says it.
  const restored = join(stage.folder, 'restored');
  mkdirSync(restored);
  copyFileSync(copy, join(restored, 'touchline.sqlite'));
  copyFileSync(join(data, 'secret.key'), join(restored, 'secret.key'));
  expect(await stage.doctor(restored)).toContain('is whole');
  await stage.serve({ data: restored });
  expect((await coach.get(pages[0]!)).status, 'a copy lets nobody in').toBe(401);
  expect((await coach.signIn()).status).toBe(200);
  for (const [at, page] of pages.entries()) {
    const answer = await coach.get(page);
    expect(answer.status, page).toBe(200);
    expect(main(answer.text), page).toBe(shown[at]);
  }
});

/** What the main part of a page says, but for how far the sync is and how old a list is. */
function main(html: string): string {
  return words(/<main[\s\S]*<\/main>/.exec(html)?.[0] ?? '');
}
