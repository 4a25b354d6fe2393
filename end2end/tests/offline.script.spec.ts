import { createServer, connect, type AddressInfo, type Socket } from 'node:net';
import type { Page } from '@playwright/test';
import { complete, cookiesOf, drawnChart, expect, followFirstTeam, open, playerLinks, sessionLinks, takenOver, test } from '../support/test';

test.use({
  storageState: cookiesOf('first'),
  serviceWorkers: 'allow',
  // What a browser logs of requests that nobody answers, and of a pass that is refused.
  expectedErrors: [/net::ERR_|\/pass\)$/],
});

/** Waits until the script in the background answers for the pages. */
async function answering(page: Page): Promise<void> {
  await page.waitForFunction(() => navigator.serviceWorker.ready.then(() => navigator.serviceWorker.controller !== null));
}

/** The addresses whose answers are kept for whoever is signed in. */
const kept = (page: Page) =>
  page.evaluate(async () => {
    const names = (await caches.keys()).filter((name) => name.includes('opened'));
    const requests = await Promise.all(names.map(async (name) => (await caches.open(name)).keys()));
    return requests.flat().map((request) => request.url);
  });

/** Waits until the document of a page is kept, with nothing in it that is still being fetched. */
async function keptWhole(page: Page, address: string): Promise<void> {
  const isWhole = () =>
    page.evaluate(async (address) => {
      const text = await (await caches.match(address))?.text();
      return text !== undefined && !/class="(progress|skeleton-head)\b/.test(text);
    }, address);
  await expect.poll(isWhole, { message: `${address} is kept` }).toBe(true);
}

/** From a team to its newest session. */
async function followFirstSession(page: Page): Promise<void> {
  await sessionLinks(page).first().click();
  await expect(page).toHaveURL(/\/sessions\//);
  await expect(page.getByRole('region', { name: /^Squad( \d+)?$/ })).toBeVisible();
  await complete(page);
}

const mark = (page: Page) => page.getByText('Offline: you see what was opened before.');

/** An address that leads to the server until it is cut, and again once it is mended: a wifi without anything behind it. */
async function line(target: string) {
  const { port, hostname } = new URL(target);
  const sockets = new Set<Socket>();
  let isCut = false;
  const server = createServer((near) => {
    if (isCut) return near.destroy();
    const far = connect(Number(port), hostname);
    for (const [one, other] of [[near, far], [far, near]]) {
      sockets.add(one);
      one.pipe(other);
      one.on('error', () => other.destroy());
      one.on('close', () => sockets.delete(one));
    }
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const cut = () => {
    isCut = true;
    for (const socket of sockets) socket.destroy();
  };
  return {
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    cut,
    mend: () => {
      isCut = false;
    },
    close: () => {
      cut();
      server.close();
    },
  };
}

test('what was opened by tapping can be read without a connection, and says so', async ({ page, context }) => {
  // Nothing answers for this page yet, and no other is loaded as a document.
  await open(page, '/teams');
  const teams = page.url();
  await answering(page);
  await followFirstTeam(page);
  const team = page.url();
  await followFirstSession(page);
  const session = page.url();
  const squad = await page.locator('table.squad tbody tr').count();
  expect(squad).toBeGreaterThan(10);
  // Nobody waits for it: whoever taps on meanwhile finds the page before kept as well.
  await playerLinks(page).first().click();
  await drawnChart(page);
  await complete(page);
  const player = page.url();
  const name = await page.getByRole('heading', { level: 1 }).textContent();
  for (const address of [teams, team, session, player]) await keptWhole(page, address);
  await expect(mark(page)).toBeHidden();

  await context.setOffline(true);
  await expect(mark(page)).toBeVisible();
  await page.reload();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(name ?? '');
  await takenOver(page);
  await expect(mark(page)).toBeVisible();
  // A window that was not opened: the whole stands in for it.
  await page.goto(`${player}?from=0&to=60000`);
  await expect(page).toHaveURL(player);
  await page.goto(session);
  await expect(page.locator('table.squad tbody tr')).toHaveCount(squad);
  await page.goto(team);
  await expect(sessionLinks(page).first()).toBeVisible();
  await page.goto(teams);
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Teams');
  await page.goto('/sync');
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Offline');

  await context.setOffline(false);
  await page.goto(session);
  await takenOver(page);
  await expect(mark(page)).toBeHidden();
});

test('a server that is out of reach is told from one that answers, whatever the wifi says', async ({ page, baseURL }) => {
  const wifi = await line(baseURL ?? '');
  await open(page, `${wifi.origin}/teams`);
  await answering(page);
  await followFirstTeam(page);
  await keptWhole(page, page.url());
  await expect(mark(page)).toBeHidden();

  wifi.cut();
  await page.reload();
  await takenOver(page);
  await expect(mark(page)).toBeVisible();
  expect(await page.evaluate(() => navigator.onLine)).toBe(true);

  wifi.mend();
  await followFirstSession(page);
  await expect(mark(page)).toBeHidden();

  wifi.cut();
  await page.goBack();
  await expect(sessionLinks(page).first()).toBeVisible();
  await expect(mark(page)).toBeVisible();
  wifi.close();
});

test('zooming does not push out the pages of the day', async ({ page }) => {
  await open(page, '/teams');
  await answering(page);
  await followFirstTeam(page);
  const team = page.url();
  await keptWhole(page, team);
  // As many windows as a few gestures ask for.
  const statuses = await page.evaluate(async () => {
    const answers = [];
    for (let window = 0; window < 310; window += 1) answers.push(await fetch(`/api/v1/progress?from_ms=0&to_ms=${window}`));
    return [...new Set(answers.map((answer) => answer.status))];
  });
  expect(statuses).toEqual([200]);
  const windows = async () => (await kept(page)).filter((address) => address.includes('from_ms'));
  await expect.poll(async () => (await windows()).at(-1)).toMatch(/to_ms=309$/);
  expect((await windows()).length).toBeLessThan(100);
  expect(await kept(page)).toContain(team);
});

test('a file of recordings beside each other is not kept in the browser as well', async ({ page }) => {
  await open(page, '/teams');
  await answering(page);
  await followFirstTeam(page);
  await followFirstSession(page);
  const players = await playerLinks(page).evaluateAll((links) => links.slice(0, 2).map((link) => link.getAttribute('href') ?? ''));
  const ids = players.map((address) => new URL(address, page.url()).pathname.split('/').at(-1));
  await open(page, `/compare?of=${ids.join('&of=')}`);
  await complete(page);
  const csv = await page.locator('main a[href^="/compare/"][href*=".csv"]').first().getAttribute('href');
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    // As from a bookmark: a link that says it is a download goes past the script anyway.
    page.evaluate((csv) => location.assign(csv), csv ?? ''),
  ]);
  expect(await download.failure()).toBeNull();
  await keptWhole(page, page.url());
  expect((await kept(page)).filter((address) => address.includes('.csv'))).toEqual([]);
});

test('the files of an old release go with the first page of a new one', async ({ page }) => {
  await open(page, '/teams');
  await answering(page);
  await keptWhole(page, page.url());
  const shell = () =>
    page.evaluate(async () => {
      const shell = await caches.open('touchline-shell-1');
      const paths = (await shell.keys()).map((request) => new URL(request.url).pathname);
      const offline = (await shell.match('/offline'))?.headers.get('x-touchline-files') ?? '';
      return { paths, missing: offline.split(' ').filter((path) => !paths.includes(path)) };
    });
  await expect.poll(async () => (await shell()).missing, 'the offline page has its files').toEqual([]);
  await page.evaluate(async () => {
    const shell = await caches.open('touchline-shell-1');
    await shell.put('/pkg/touchline.old.js', new Response('old'));
    await shell.put('/offline', new Response('old', { headers: { 'x-touchline-files': '/pkg/touchline.old.js' } }));
  });
  await page.reload();
  await expect.poll(async () => (await shell()).paths).not.toContain('/pkg/touchline.old.js');
  const { paths, missing } = await shell();
  expect(missing).toEqual([]);
  expect(paths.filter((path) => path.endsWith('.wasm')).length).toBeGreaterThan(0);
});

for (const [way, path, method] of [['signing in', '/login', 'GET'], ['opening a pass', '/pass', 'POST']] as const) {
  test(`${way} leaves nothing on the device`, async ({ page, context }) => {
    await open(page, '/teams');
    await answering(page);
    await keptWhole(page, page.url());
    // Not the session that other tests use: the sign-in goes no further, and there is no such pass.
    await page.evaluate(
      ({ path, method }) => fetch(path, { method, redirect: 'manual', body: method === 'POST' ? new URLSearchParams({ ticket: 'none' }) : null }),
      { path, method },
    );
    await expect.poll(() => kept(page)).toEqual([]);
    await context.setOffline(true);
    await page.goto('/teams');
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('Offline');
  });
}

test('it can be installed', async ({ page }) => {
  await open(page, '/teams');
  const manifest = await page.locator('link[rel=manifest]').getAttribute('href');
  const answer = await page.request.get(manifest ?? '');
  expect(answer.headers()['content-type']).toContain('application/manifest+json');
  const { name, start_url, icons } = await answer.json();
  expect([name, start_url]).toEqual(['Touchline', '/teams']);
  for (const { src } of icons) expect((await page.request.get(src)).status()).toBe(200);
});
