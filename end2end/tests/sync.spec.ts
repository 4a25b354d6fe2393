import type { Page } from '@playwright/test';
import { expectSound } from '../support/sound';
import { cookiesOf, expect, followFirstTeam, open, runsScripts, takenOver, test } from '../support/test';

test.use({ storageState: cookiesOf('first') });

/** The link in the bar; fetching in the background goes on, so what it says changes. */
const indicator = (page: Page) => page.getByRole('banner').getByRole('link', { name: /^Data from Polar:/ });

const button = (page: Page, name: string) => page.getByRole('main').getByRole('button', { name, exact: true });

test('every page leads to what is known about the data from Polar', async ({ page }) => {
  await open(page, '/teams');
  await followFirstTeam(page);
  await indicator(page).click();
  await expect(page).toHaveURL(/\/sync$/);
  await expect(page.getByRole('heading', { name: 'Data from Polar', level: 1 })).toBeVisible();
  await expect(page.getByRole('main').getByRole('progressbar').first()).toBeVisible();

  const teams = page.getByRole('main').getByRole('heading', { level: 2 }).getByRole('link');
  await expect(teams).toHaveCount(2);
  const name = (await teams.first().textContent()) ?? '';
  await teams.first().click();
  await expect(page.getByRole('heading', { name, level: 1, exact: true })).toBeVisible();
});

test.describe('pausing', () => {
  /** Lets fetching go on, in case a test ended in between. */
  test.afterEach(async ({ page }) => {
    await open(page, '/sync');
    const paused = button(page, 'Go on');
    if (await paused.isVisible()) {
      await paused.click();
      await expect(button(page, 'Pause')).toBeVisible();
    }
  });

  test('fetching is paused and goes on', async ({ page }) => {
    await open(page, '/sync');
    await button(page, 'Pause').click();
    await expect(page.getByRole('heading', { name: 'Fetching is paused' })).toBeVisible();
    await expect(indicator(page)).toHaveAccessibleName(/Paused/);
    await expect(page).toHaveURL(/\/sync\??$/);
    await takenOver(page);
    await button(page, 'Go on').click();
    await expect(button(page, 'Pause')).toBeVisible();
    await expect(indicator(page)).not.toHaveAccessibleName(/Paused/);
  });

  test('one person’s pause is there on the next page of another', async ({ page, browser, baseURL }) => {
    await open(page, '/sync');
    const other = await browser.newContext({
      baseURL,
      storageState: cookiesOf('second'),
      javaScriptEnabled: runsScripts(),
    });
    const otherPage = await other.newPage();
    await otherPage.goto('/teams');
    await button(page, 'Pause').click();
    await expect(button(page, 'Go on')).toBeVisible();
    // With scripts it is told without another page.
    if (!runsScripts()) await otherPage.goto('/teams');
    await expect(indicator(otherPage)).toHaveAccessibleName(/Paused/);
    await other.close();
  });
});

test('what is known is sound at every width', async ({ page }) => {
  await open(page, '/sync');
  for (const width of [390, 1024, 1440]) {
    await page.setViewportSize({ width, height: 800 });
    const controls = page.locator('a:visible:not(.skip-link), button:visible');
    for (const control of await controls.all()) {
      const box = await control.boundingBox();
      expect(box?.height, `${await control.textContent()} at ${width} px`).toBeGreaterThanOrEqual(43.9);
      expect(box?.width, `${await control.textContent()} at ${width} px`).toBeGreaterThanOrEqual(43.9);
    }
  }
  await expectSound(page);
});

test.describe('without a sign-in', () => {
  test.use({ storageState: { cookies: [], origins: [] } });

  test('there is nothing about data from Polar', async ({ page }) => {
    await open(page, '/');
    await expect(page.getByRole('link', { name: /Sign in with Polar/ })).toBeVisible();
    await expect(indicator(page)).toHaveCount(0);
  });
});
