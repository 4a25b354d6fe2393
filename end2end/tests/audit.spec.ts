import type { Page } from '@playwright/test';
import { expectSound } from '../support/sound';
import { cookiesOf, expect, open, runsScripts, signIn, takenOver, test } from '../support/test';

const menu = (page: Page) => page.getByRole('banner').locator('details.menu');

test.describe('a browser that was lost', () => {
  // What is ended here must not be anybody else's.
  test.use({ ownDemo: [], storageState: { cookies: [], origins: [] } });

  test('is signed out from another one, and the log tells', async ({ page, browser, baseURL }) => {
    const context = await browser.newContext({
      baseURL,
      javaScriptEnabled: runsScripts(),
      storageState: { cookies: [], origins: [] },
      userAgent: 'Mozilla/5.0 (iPad; CPU OS 17_0 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17.0 Safari/604.1',
    });
    const lost = await context.newPage();
    for (const somewhere of [lost, page]) {
      await open(somewhere, '/');
      await signIn(somewhere, 'first');
      await expect(somewhere.getByRole('heading', { name: 'Teams', level: 1 })).toBeVisible();
    }
    await open(page, '/browsers');
    const browsers = page.getByRole('main').locator('li.card');
    await expect(browsers).toHaveCount(2);
    await expect(browsers.first()).toContainText('this browser');
    const end = page.getByRole('button', { name: 'End Safari, iPad' });
    expect((await end.boundingBox())?.height).toBeGreaterThanOrEqual(44);
    await end.click();
    await expect(browsers).toHaveCount(1);
    await expect(page.getByRole('button', { name: 'End all others' })).toHaveCount(0);
    expect((await lost.goto('/teams'))?.status()).toBe(401);

    await open(page, '/audit');
    const entries = page.locator('.audit__entry');
    await expect(entries.first()).toContainText('Browser signed out');
    await expect(entries.first()).toContainText('Safari, iPad');
    await expect(entries.nth(1)).toContainText('Signed in');
    await context.close();
  });
});

test.describe('the menu of a coach', () => {
  test.use({ storageState: cookiesOf('first') });

  for (const [name, path] of [
    ['Signed-in browsers', '/browsers'],
    ['Log of access', '/audit'],
  ]) {
    test(`leads to ${path}`, async ({ page }) => {
      await open(page, '/teams');
      await menu(page).locator('summary').click();
      await menu(page).getByRole('link', { name }).click();
      await expect(page).toHaveURL(new RegExp(`${path}$`));
      await expect(page.getByRole('heading', { name, level: 1 })).toBeVisible();
      await takenOver(page);
      await expectSound(page);
    });
  }
});
