import { cookiesOf, expect, openMatch, takenOver, test } from '../support/test';

test.use({ storageState: cookiesOf('first'), serviceWorkers: 'allow' });

test('a file goes to the disk and is not kept in the browser as well', async ({ page }) => {
  await openMatch(page);
  await page.waitForFunction(() => navigator.serviceWorker.ready.then(() => navigator.serviceWorker.controller !== null));
  await page.reload();
  await takenOver(page);
  const squad = page.getByRole('region', { name: /^Squad( \d+)?$/ });
  await squad.locator('details.save summary').click();
  const [download] = await Promise.all([page.waitForEvent('download'), squad.getByRole('link', { name: 'CSV' }).click()]);
  expect(await download.failure()).toBeNull();
  const kept = await page.evaluate(async () => {
    const names = await window.caches.keys();
    const caches = await Promise.all(names.map((name) => window.caches.open(name)));
    const requests = await Promise.all(caches.map((cache) => cache.keys()));
    return requests.flat().map((request) => new URL(request.url).pathname);
  });
  expect(kept.some((path) => path.startsWith('/sessions/'))).toBe(true);
  expect(kept.filter((path) => path.endsWith('.csv'))).toEqual([]);
});

test('pressing elsewhere and Escape close the menu', async ({ page }) => {
  await openMatch(page);
  await takenOver(page);
  const menu = page.locator('details.save').first();
  const csv = menu.getByRole('link', { name: 'CSV' });
  await menu.locator('summary').click();
  await expect(csv).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(csv).toBeHidden();
  await expect(menu.locator('summary')).toBeFocused();
  await menu.locator('summary').click();
  await expect(csv).toBeVisible();
  await page.getByRole('heading', { level: 1 }).click();
  await expect(csv).toBeHidden();
});
