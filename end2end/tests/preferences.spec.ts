import AxeBuilder from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import {
  complete, cookiesOf, drawnChart, expect, followFirstTeam, open, openMatch, playerLinks, runsScripts, takenOver, test,
} from '../support/test';

test.use({ storageState: cookiesOf('first') });

const menu = (page: Page) => page.getByRole('banner').locator('details.menu');

/** Chooses in the menu, in whatever language the page is, and waits for the page that comes back. */
async function choose(page: Page, choice: { language?: string; speed_unit?: string; theme?: string }): Promise<void> {
  await menu(page).locator('summary').click();
  for (const [field, value] of Object.entries(choice)) {
    await menu(page).locator(`select[name=${field}]`).selectOption(value);
  }
  const back = page.url();
  const [answer] = await Promise.all([
    page.waitForResponse((response) => new URL(response.url()).pathname === '/preferences'),
    menu(page).getByRole('button').click(),
  ]);
  expect(answer.status()).toBe(303);
  await expect(page).toHaveURL(back);
  // The page of before has been taken over, too: only the new one has the choice.
  if (choice.language) await expect(page.locator('html')).toHaveAttribute('lang', choice.language);
  if (choice.speed_unit) await expect(page.locator('html')).toHaveAttribute('data-speed-unit', choice.speed_unit);
  if (choice.theme) {
    const root = page.locator(choice.theme === 'device' ? 'html:not([data-theme])' : `html[data-theme=${choice.theme}]`);
    await expect(root).toHaveCount(1);
  }
  await takenOver(page);
}

const heading = (page: Page) => page.getByRole('heading', { level: 1 });

/** What the page is painted with. */
const ground = (page: Page) => page.evaluate(() => getComputedStyle(document.documentElement).backgroundColor);

/** Opens the page of a player in the newest match, in which all has come from Polar. */
async function openPlayer(page: Page): Promise<void> {
  await openMatch(page);
  await playerLinks(page).nth(3).click();
  await expect(page).toHaveURL(/\/players\//);
  await takenOver(page);
  await complete(page);
}

test('a language stays chosen from page to page', async ({ page }) => {
  await open(page, '/teams');
  await expect(heading(page)).toHaveText('Teams');
  await choose(page, { language: 'de' });
  await expect(heading(page)).toHaveText('Mannschaften');
  await followFirstTeam(page);
  await expect(page.getByRole('heading', { name: 'Einheiten', level: 2 })).toBeVisible();
  await open(page, '/sync');
  await expect(heading(page)).toHaveText('Daten von Polar');
  await choose(page, { language: 'en' });
  await expect(heading(page)).toHaveText('Data from Polar');
});

test('a page keeps its address while the language changes', async ({ page }) => {
  await openMatch(page);
  const squad = page.getByRole('table').filter({ has: page.getByRole('columnheader', { name: /^Distance/ }) }).first();
  await squad.getByRole('columnheader', { name: /^Distance/ }).getByRole('link').click();
  await expect(page).toHaveURL(/sort=distance/);
  const address = page.url();
  await choose(page, { language: 'de' });
  expect(page.url()).toBe(address);
  await expect(page.getByRole('columnheader', { name: /Distanz/ }).first()).toHaveAttribute('aria-sort', 'descending');
});

test('speeds are in the chosen unit, in tables and in the chart', async ({ page }) => {
  await openPlayer(page);
  const top = page.getByRole('main').locator('.tile', { hasText: 'Top speed' });
  const kmh = Number((await top.locator('.tile__value').textContent())?.match(/[\d.]+/)?.[0]);
  await expect(top.locator('.tile__value')).toContainText('km/h');
  await choose(page, { speed_unit: 'mps' });
  await complete(page);
  await expect(top.locator('.tile__value')).toContainText('m/s');
  const mps = Number((await top.locator('.tile__value').textContent())?.match(/[\d.]+/)?.[0]);
  expect(Math.abs(mps * 3.6 - kmh)).toBeLessThan(0.1);
  await expect(page.locator('.chart__svg')).toHaveAttribute('aria-label', /Speed [\d.]+ to [\d.]+\sm\/s/);
  await expect(page.locator('main')).not.toContainText('km/h');
  if (!runsScripts()) return;
  const chart = await drawnChart(page);
  await chart.locator('.chart__canvas').focus();
  await page.keyboard.press('ArrowRight');
  await expect(chart.locator('.chart__readout')).toHaveText(/m\/s/);
});

test('a chosen theme holds, whatever the device says', async ({ page }) => {
  await open(page, '/teams');
  const grounds: string[] = [];
  for (const theme of ['light', 'dark', 'sunlight']) {
    await choose(page, { theme });
    const seen = new Set<string>();
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme });
      seen.add(await ground(page));
    }
    expect([...seen], theme).toHaveLength(1);
    grounds.push(...seen);
  }
  expect(new Set(grounds).size).toBe(3);
  expect(grounds[2]).toBe('rgb(255, 255, 255)');
  await choose(page, { theme: 'device' });
  const followed = new Set<string>();
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme });
    followed.add(await ground(page));
  }
  expect([...followed]).toEqual(grounds.slice(0, 2));
});

test('the chart is drawn in the chosen theme', async ({ page }) => {
  await openPlayer(page);
  const drawn = async () => {
    if (!runsScripts()) {
      return page.locator('.chart__svg polyline').first().evaluate((line) => getComputedStyle(line).stroke);
    }
    const canvas = (await drawnChart(page)).locator('.chart__ground');
    return canvas.evaluate((canvas: HTMLCanvasElement) => canvas.toDataURL());
  };
  const drawings: string[] = [];
  for (const theme of ['light', 'dark', 'sunlight']) {
    await choose(page, { theme });
    await complete(page);
    drawings.push(await drawn());
  }
  expect(new Set(drawings).size).toBe(3);
});

test('in sunlight and in German pages are sound, too', async ({ page }) => {
  await open(page, '/teams');
  await choose(page, { language: 'de', theme: 'sunlight' });
  for (const path of ['/teams', '/sync']) {
    await open(page, path);
    await complete(page);
    for (const width of [390, 1024]) {
      await page.setViewportSize({ width, height: 800 });
      const summary = menu(page).locator('summary');
      await summary.click();
      const overflow = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
      expect(overflow, `${path} at ${width} px sticks out`).toBeLessThanOrEqual(0);
      for (const control of await menu(page).locator('summary, select, button').all()) {
        const box = await control.boundingBox();
        expect(Math.min(box?.height ?? 0, box?.width ?? 0), `${path} at ${width} px`).toBeGreaterThanOrEqual(43.9);
      }
      if (runsScripts()) {
        await page.emulateMedia({ reducedMotion: 'reduce' });
        const { violations } = await new AxeBuilder({ page }).analyze();
        const findings = violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html).join(' ')}`);
        expect(findings, `${path} at ${width} px`).toEqual([]);
      }
      await summary.click();
    }
  }
});

test('the menu is used with the keyboard', async ({ page }) => {
  await open(page, '/teams');
  const summary = menu(page).locator('summary');
  await summary.focus();
  await page.keyboard.press('Enter');
  await expect(menu(page).getByLabel('Language')).toBeVisible();
  if (runsScripts()) {
    // Its links come first, then the settings.
    const links = await menu(page).getByRole('link').count();
    for (let i = 0; i <= links; i++) await page.keyboard.press('Tab');
    await expect(menu(page).getByLabel('Language')).toBeFocused();
    await page.keyboard.press('Escape');
    await expect(menu(page).getByLabel('Language')).toBeHidden();
    await expect(summary).toBeFocused();
    await page.keyboard.press('Enter');
    await heading(page).click();
  } else {
    await summary.click();
  }
  await expect(menu(page).getByLabel('Language')).toBeHidden();
});

test.describe('a browser that wants German', () => {
  test.use({ locale: 'de-CH' });

  test('gets it without having chosen', async ({ page }) => {
    await open(page, '/teams');
    await expect(heading(page)).toHaveText('Mannschaften');
    await choose(page, { language: 'en' });
    await expect(heading(page)).toHaveText('Teams');
  });
});

test.describe('without a sign-in', () => {
  test.use({ storageState: { cookies: [], origins: [] } });

  test('a language is chosen, too', async ({ page }) => {
    await open(page, '/?problem=denied');
    await choose(page, { language: 'de' });
    await expect(page.getByRole('alert')).toContainText('Der Zugriff wurde nicht erlaubt');
    await expect(page.getByRole('link', { name: 'Erneut mit Polar anmelden' })).toBeVisible();
  });
});
