import type { Page } from '@playwright/test';
import { complete, cookiesOf, expect, open, playerLinks, sessionLinks, test } from '../support/test';

test.use({ storageState: cookiesOf('first') });

const teamLink = (page: Page) => page.getByRole('main').getByRole('heading', { level: 2 }).getByRole('link').first();

const scrolled = (page: Page) => page.evaluate(() => window.scrollY);

/** The page is scrolled to where it was, give or take what a layout rounds. */
async function expectScrolled(page: Page, px: number): Promise<void> {
  await expect.poll(async () => Math.abs((await scrolled(page)) - px), `scrolled to ${px} px`).toBeLessThanOrEqual(2);
}

test('the way back leads to the place and the window of before', async ({ page }) => {
  await open(page, '/teams');
  await teamLink(page).click();
  await page.getByLabel('Type').selectOption('MATCH');
  await page.getByRole('button', { name: 'Filter' }).click();
  await expect(page).toHaveURL(/type=MATCH/);
  await complete(page);
  const team = page.url();
  const match = sessionLinks(page).nth(3);
  await match.scrollIntoViewIfNeeded();
  const onTeam = await scrolled(page);
  expect(onTeam).toBeGreaterThan(200);
  await match.click();

  const parts = page.getByRole('navigation', { name: 'Part of the session' }).getByRole('link');
  await expect(page.getByRole('region', { name: /^Squad( \d+)?$/ })).toBeVisible();
  await complete(page);
  expect(await scrolled(page), 'a new page begins at its top').toBe(0);
  await parts.nth(1).click();
  await expect(page).toHaveURL(/from=\d+&to=\d+/);
  await expect(parts.nth(1)).toHaveAttribute('aria-current', 'true');
  await expect(page.locator('.loaded--busy')).toHaveCount(0);
  const phase = page.url();
  const player = playerLinks(page).last();
  await player.scrollIntoViewIfNeeded();
  const onSession = await scrolled(page);
  expect(onSession).toBeGreaterThan(200);
  await player.click();
  await expect(page).toHaveURL(/\/players\//);
  await complete(page);

  await page.goBack();
  await expect(page).toHaveURL(phase);
  await expect(parts.nth(1)).toHaveAttribute('aria-current', 'true');
  await expectScrolled(page, onSession);
  await page.goBack();
  await expect(parts.first()).toHaveAttribute('aria-current', 'true');
  await page.goBack();
  await expect(page).toHaveURL(team);
  await expectScrolled(page, onTeam);
});

test('what a page is made of loads when its link is pressed, and pressing alone leads nowhere', async ({ page }) => {
  await open(page, '/teams');
  await page.waitForLoadState('networkidle');
  const loads = page.waitForRequest((request) => new URL(request.url()).pathname.endsWith('.wasm'));
  await teamLink(page).hover();
  await page.mouse.down();
  await loads;
  await page.mouse.move(2, 2);
  await page.mouse.up();
  await expect(page).toHaveURL(/\/teams$/);
});
