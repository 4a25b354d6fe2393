import type { Page } from '@playwright/test';
import { complete, cookiesOf, drawnChart, expect, openMatch, openTeam, playerLinks, takenOver, test } from '../support/test';

test.use({ storageState: cookiesOf('first') });

/** How many sheets the page is on paper. */
async function sheets(page: Page): Promise<number> {
  const pdf = await page.pdf({ preferCSSPageSize: true });
  return pdf.toString('latin1').match(/\/Type\s*\/Page\b(?!s)/g)?.length ?? 0;
}

/** Makes the squad as large as squads get, by repeating the last player wherever players are. */
async function enlargeSquad(page: Page, size: number): Promise<void> {
  await page.evaluate((size) => {
    for (const list of document.querySelectorAll('.squad tbody, .zones tbody, .counts tbody, .multiples')) {
      const last = list.lastElementChild;
      while (last && list.children.length < size) list.append(last.cloneNode(true));
    }
  }, size);
}

test('a session is two sheets of A4, in light and in dark alike', async ({ page }) => {
  await openMatch(page);
  await takenOver(page);
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme });
    expect(await sheets(page), colorScheme).toBe(2);
  }
  await enlargeSquad(page, 25);
  expect(await sheets(page), 'a squad of 25').toBe(2);
});

test('paper is white, and shows nothing to press', async ({ page }) => {
  await openMatch(page);
  await takenOver(page);
  await page.emulateMedia({ colorScheme: 'dark', media: 'print' });
  const colours = await page.evaluate(() => {
    const style = getComputedStyle(document.querySelector('.squad tbody td.number') ?? document.body);
    return [style.color, getComputedStyle(document.documentElement).backgroundColor];
  });
  expect(colours).toEqual(['rgb(0, 0, 0)', 'rgb(255, 255, 255)']);
  for (const pressed of ['.bar', '.save', '.settings', '.choices', 'button']) {
    await expect(page.locator(pressed).filter({ visible: true }), pressed).toHaveCount(0);
  }
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  await expect(page.locator('.crumbs')).toBeVisible();
  await expect(page.locator('.squad thead')).toBeVisible();
});

test('a player in a session is two sheets at most', async ({ page }) => {
  await openMatch(page);
  await playerLinks(page).nth(3).click();
  await expect(page).toHaveURL(/\/players\//);
  await takenOver(page);
  await complete(page);
  await drawnChart(page);
  expect(await sheets(page)).toBeLessThanOrEqual(2);
});

test('whom the words of the filter found is not on paper', async ({ page }) => {
  await openTeam(page);
  const name = (await page.getByRole('region', { name: /^Roster/ }).getByRole('link').first().textContent()) ?? '';
  await page.getByLabel('Words').fill(name);
  await page.getByRole('button', { name: 'Filter' }).click();
  await expect(page).toHaveURL(/q=/);
  const found = page.locator('.team-found');
  await expect(found).toBeVisible();
  await page.emulateMedia({ media: 'print' });
  await expect(found).toBeHidden();
});

test('the menu prints the page', async ({ page }) => {
  await page.addInitScript(() => {
    window.print = () => document.documentElement.setAttribute('data-printed', 'true');
  });
  await openMatch(page);
  await takenOver(page);
  const squad = page.getByRole('region', { name: /^Squad( \d+)?$/ });
  await squad.locator('details.save summary').click();
  await squad.getByRole('button', { name: 'Print page' }).click();
  await expect(page.locator('html')).toHaveAttribute('data-printed', 'true');
});
