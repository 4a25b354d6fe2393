import AxeBuilder from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { complete, cookiesOf, expect, open, openMatch, playerLinks, runsScripts, takenOver, test } from '../support/test';

test.use({ storageState: cookiesOf('first') });

const widths = [390, 1024, 1440];

/** Nothing sticks out sideways, and axe (which is a script itself) finds nothing, at each width in light and dark. */
async function expectSound(page: Page): Promise<void> {
  for (const width of widths) {
    await page.setViewportSize({ width, height: 800 });
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
      const overflow = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
      expect(overflow, `${page.url()} at ${width} px sticks out`).toBeLessThanOrEqual(0);
      if (!runsScripts()) continue;
      const { violations } = await new AxeBuilder({ page }).analyze();
      const findings = violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html).join(' ')}`);
      expect(findings, `${page.url()} at ${width} px, ${colorScheme}`).toEqual([]);
    }
  }
}

test('the team pages are sound at every width', async ({ page }) => {
  await open(page, '/teams');
  await complete(page);
  await expectSound(page);
  await page.setViewportSize({ width: 1024, height: 768 });
  await page.getByRole('main').getByRole('heading', { level: 2 }).getByRole('link').first().click();
  await complete(page);
  await expectSound(page);
});

test('the session page is sound at every width', async ({ page }) => {
  await openMatch(page);
  await expectSound(page);
});

test('the player’s page is sound at every width', async ({ page }) => {
  await openMatch(page);
  await playerLinks(page).nth(3).click();
  await expect(page).toHaveURL(/\/players\//);
  await takenOver(page);
  await complete(page);
  await expect(page.locator('.chart')).toBeVisible();
  await expectSound(page);
});

test.describe('without a sign-in', () => {
  test.use({ storageState: { cookies: [], origins: [] }, expectedErrors: [/status of 40[14]/] });

  test('home, the sign-in notice and a missing page are sound at every width', async ({ page }) => {
    for (const path of ['/', '/?problem=denied', '/teams', '/no/such/page']) {
      await open(page, path);
      await expectSound(page);
    }
  });
});
