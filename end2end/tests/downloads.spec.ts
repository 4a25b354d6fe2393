import { readFile } from 'node:fs/promises';
import type { Page } from '@playwright/test';
import {
  complete, cookiesOf, expect, openMatch, openTeam, playerLinks, runsScripts, takenOver, test,
} from '../support/test';

test.use({ storageState: cookiesOf('first') });

/** The menus with files, one for each chart and each table. */
const menus = (page: Page) => page.locator('details.save');

/** Saves the first file of each menu by a click, and asks for all others. */
async function saveEverything(page: Page, least: number): Promise<void> {
  const count = await menus(page).count();
  expect(count).toBeGreaterThanOrEqual(least);
  const address = page.url();
  for (let i = 0; i < count; i++) {
    const menu = menus(page).nth(i);
    await menu.locator('summary').click();
    const links = menu.getByRole('link');
    const [download] = await Promise.all([page.waitForEvent('download'), links.first().click()]);
    expect(await download.failure()).toBeNull();
    expect(download.suggestedFilename()).toMatch(/\.(csv|svg|png)$/);
    expect((await readFile(await download.path())).length).toBeGreaterThan(20);
    for (const link of await links.all()) {
      const href = (await link.getAttribute('href')) ?? '';
      const answer = await page.request.get(href);
      expect(answer.status(), href).toBe(200);
      expect(answer.headers()['content-disposition'], href).toContain('attachment');
    }
    await menu.locator('summary').click();
  }
  expect(page.url(), 'files do not lead away from the page').toBe(address);
}

test('everything of a session can be saved', async ({ page }) => {
  await openMatch(page);
  await takenOver(page);
  await saveEverything(page, 5);
});

test('everything of a player in a session can be saved', async ({ page }) => {
  await openMatch(page);
  await playerLinks(page).nth(3).click();
  await expect(page).toHaveURL(/\/players\//);
  await takenOver(page);
  await complete(page);
  await saveEverything(page, 7);
});

test('everything of a team and of a player over time can be saved', async ({ page }) => {
  await openMatch(page);
  const name = await playerLinks(page).nth(3).locator('.squad__player').textContent();
  await openTeam(page);
  const roster = page.getByRole('region', { name: /^Roster/ });
  await expect(roster).toBeVisible();
  await complete(page);
  await takenOver(page);
  await saveEverything(page, 3);
  await roster.getByRole('link', { name: name?.trim() ?? '', exact: true }).click();
  await expect(page).toHaveURL(/\/teams\/[^/]+\/players\//);
  await expect(page.getByRole('region', { name: /^Sessions/ })).toBeVisible();
  await complete(page);
  await takenOver(page);
  await saveEverything(page, 3);
});

test('a file is of the part and in the order of the page', async ({ page }) => {
  await openMatch(page);
  await page.getByRole('navigation', { name: 'Part of the session' }).getByRole('link').nth(1).click();
  await expect(page).toHaveURL(/from=\d+&to=\d+/);
  await complete(page);
  const squad = page.getByRole('region', { name: /^Squad( \d+)?$/ });
  await squad.getByRole('columnheader', { name: /Distance/ }).getByRole('link').click();
  await expect(page).toHaveURL(/sort=distance/);
  await expect(squad.getByRole('link', { name: 'CSV', includeHidden: true })).toHaveAttribute(
    'href',
    /squad\.csv\?from=\d+&to=\d+&sort=distance&dir=desc/,
  );
  const top = await playerLinks(page).first().locator('.squad__player').textContent();
  await squad.locator('details.save summary').click();
  const [download] = await Promise.all([page.waitForEvent('download'), squad.getByRole('link', { name: 'CSV' }).click()]);
  const rows = (await readFile(await download.path(), 'utf8')).split('\r\n');
  expect(rows[0]).toContain('Distance (m)');
  expect(rows[1]).toContain(top?.trim() ?? '');
});

test('only what has scripts offers to print', async ({ page }) => {
  await openMatch(page);
  await takenOver(page);
  const squad = page.getByRole('region', { name: /^Squad( \d+)?$/ });
  await squad.locator('details.save summary').click();
  await expect(squad.getByRole('link', { name: 'CSV' })).toBeVisible();
  await expect(squad.getByRole('button', { name: 'Print page' })).toBeVisible({ visible: runsScripts() });
});
