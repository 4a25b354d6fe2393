import type { Page } from '@playwright/test';
import {
  complete, cookiesOf, drawnChart, expect, openMatch, playerLinks, runsScripts, takenOver, test, windowOf,
} from '../support/test';

test.use({ storageState: cookiesOf('first') });

test.beforeEach(async ({ page }) => {
  await openMatch(page);
  await playerLinks(page).nth(3).click();
  await expect(page).toHaveURL(/\/players\//);
  await takenOver(page);
  await complete(page);
});

const panel = (page: Page) => page.locator('.settings--lanes');

/** What the chart says it shows: the canvas to people with scripts, the picture to others. */
const label = (page: Page) =>
  runsScripts() ? page.locator('.chart__canvas') : page.locator('.chart svg[role=img]');

/** Without scripts the form's button takes the choice to the server. */
async function apply(page: Page): Promise<void> {
  if (runsScripts()) return;
  await panel(page).getByRole('button', { name: 'Apply' }).click();
  await expect(page.locator('.chart')).toBeVisible();
  await panel(page).locator('summary').click();
}

test('lanes are chosen, put in order and kept', async ({ page }) => {
  if (runsScripts()) await drawnChart(page);
  const rows = panel(page).locator('.lanes__row');
  await panel(page).locator('summary').click();
  expect(await rows.count()).toBeGreaterThan(3);
  await panel(page).getByRole('checkbox', { name: /^Cadence/ }).check();
  await apply(page);
  await expect(label(page)).toHaveAttribute('aria-label', /Heart rate.*Speed.*Cadence/);

  await panel(page).getByRole('button', { name: 'Cadence: move up' }).click();
  if (!runsScripts()) await panel(page).locator('summary').click();
  await expect(label(page)).toHaveAttribute('aria-label', /Heart rate.*Cadence.*Speed/);
  await expect(rows.nth(1)).toContainText('Cadence');

  const kept = page.waitForResponse((response) => new URL(response.url()).pathname === '/preferences');
  await panel(page).getByRole('checkbox', { name: /^Heart rate/ }).uncheck();
  await apply(page);
  await kept;
  await expect(label(page)).not.toHaveAttribute('aria-label', /Heart rate/);
  await page.getByRole('link', { name: /^Next player/ }).click();
  await takenOver(page);
  await expect(label(page)).toHaveAttribute('aria-label', /Cadence.*Speed/);
  await page.reload();
  await takenOver(page);
  await complete(page);
  await expect(page.locator('html')).toHaveAttribute('data-lanes', 'lanes41');
  await expect(page.locator('.chart svg[role=img]')).toHaveAttribute('aria-label', /Cadence.*Speed/);
});

test('a peak leads to its window, with its figures and a mark', async ({ page }) => {
  const peaks = page.getByRole('navigation', { name: /^Peaks/ }).getByRole('link');
  await expect(peaks.first()).toContainText(/1\smin · [\d.]+\sm\/min · \d\d:\d\d/);
  const count = await peaks.count();
  await peaks.first().click();
  await expect(page).toHaveURL(/from=\d+&to=\d+/);
  await expect(peaks.first()).toHaveAttribute('aria-current', 'true');
  await expect(page.getByRole('region', { name: /^Figures/ })).toContainText('(1:00)');
  await expect(peaks).toHaveCount(count);
  if (!runsScripts()) return;
  const chart = await drawnChart(page);
  await expect.poll(async () => (await windowOf(chart)).length).toBe(60_000);
});

test('demands are told with the limits by which they were counted', async ({ page }) => {
  const demands = page.getByRole('region', { name: 'Demands' });
  await expect(demands).toContainText(/Sprint efforts\s*\d+/);
  await expect(demands).toContainText('25.2');
  await expect(demands).toContainText('Edwards');
});
