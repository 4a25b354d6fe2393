import type { Page } from '@playwright/test';
import { complete, cookiesOf, expect, open, openMatch, takenOver, test } from '../support/test';

test.use({
  storageState: cookiesOf('first'),
  serviceWorkers: 'allow',
  // What a browser logs of requests that the script in the background cannot answer.
  expectedErrors: [/net::ERR_(INTERNET_DISCONNECTED|FAILED)/],
});

/** Waits until the script in the background answers for the pages. */
async function kept(page: Page): Promise<void> {
  await page.waitForFunction(() => navigator.serviceWorker.ready.then(() => navigator.serviceWorker.controller !== null));
}

const caches = (page: Page) =>
  page.evaluate(async () => {
    const names = await window.caches.keys();
    return names.filter((name) => name.includes('opened'));
  });

test('what was opened can be read without a connection, and says so', async ({ page, context }) => {
  await open(page, '/teams');
  await kept(page);
  await openMatch(page);
  await complete(page);
  const session = page.url();
  await page.reload();
  await takenOver(page);
  const squad = await page.locator('table.squad tbody tr').count();
  expect(squad).toBeGreaterThan(10);
  const mark = page.getByText('Offline: you see what was opened before.');
  await expect(mark).toBeHidden();

  await context.setOffline(true);
  await expect(mark).toBeVisible();
  await page.reload();
  await expect(page.locator('table.squad tbody tr')).toHaveCount(squad);
  await takenOver(page);
  await expect(mark).toBeVisible();

  await page.goto('/sync');
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Offline');

  await context.setOffline(false);
  await page.goto(session);
  await takenOver(page);
  await expect(mark).toBeHidden();
});

test('signing out leaves nothing on the device', async ({ page, context }) => {
  await open(page, '/teams');
  await kept(page);
  await page.reload();
  await takenOver(page);
  await expect.poll(() => caches(page)).toHaveLength(1);
  // Not the session that other tests use.
  await page.evaluate(async () => {
    await fetch('/login', { redirect: 'manual' });
  });
  await expect.poll(() => caches(page)).toHaveLength(0);
  await context.setOffline(true);
  await page.goto('/teams');
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Offline');
});

test('it can be installed', async ({ page }) => {
  await open(page, '/teams');
  const manifest = await page.locator('link[rel=manifest]').getAttribute('href');
  const answer = await page.request.get(manifest ?? '');
  expect(answer.headers()['content-type']).toContain('application/manifest+json');
  const { name, start_url, icons } = await answer.json();
  expect([name, start_url]).toEqual(['Touchline', '/teams']);
  for (const { src } of icons) expect((await page.request.get(src)).status()).toBe(200);
});
