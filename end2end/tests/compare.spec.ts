import type { Page } from '@playwright/test';
import { complete, cookiesOf, expect, openMatch, playerLinks, runsScripts, takenOver, test } from '../support/test';

test.use({ storageState: cookiesOf('first') });

const panel = (page: Page) => page.locator('.settings--compare');
const letters = (page: Page) => page.locator('.beside .mark');
const table = (page: Page) => page.getByRole('region', { name: /^Figures/ }).getByRole('table');

/** Chooses the first players of the squad in the form below its table. */
async function comparePlayers(page: Page, count: number): Promise<void> {
  await openMatch(page);
  await panel(page).locator('summary').click();
  const boxes = panel(page).getByRole('checkbox');
  for (let i = 0; i < count; i += 1) await boxes.nth(i).check();
  await panel(page).getByRole('button', { name: 'Compare' }).click();
  await expect(page).toHaveURL(/\/compare\?of=/);
  await takenOver(page);
}

test('players of a session are put side by side, with their differences as numbers', async ({ page }) => {
  await comparePlayers(page, 3);
  await complete(page);
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(/^Side by side: /);
  await expect(letters(page)).toHaveText(['A', 'B', 'C']);
  await expect(page.locator('.chart svg[role=img]')).toHaveAttribute('aria-label', /Heart rate A .*Heart rate C .*Speed B /);
  const distance = table(page).getByRole('row', { name: /^Distance m/ });
  await expect(distance.getByRole('cell').nth(1)).toContainText(/[+−±][\d\u202f]+\sm/);
  await expect(distance.getByRole('cell').nth(0)).not.toContainText(/[+−±]/);
  await expect(table(page).getByRole('row', { name: /^Distance, 5\smin/ })).toBeVisible();

  // Another one in front turns the differences around.
  const before = await distance.getByRole('cell').nth(1).textContent();
  await page.getByRole('link', { name: /^Put first/ }).first().click();
  await expect(distance.getByRole('cell').nth(1)).not.toHaveText(before ?? '');
  await page.getByRole('link', { name: /^Remove/ }).last().click();
  await expect(letters(page)).toHaveText(['A', 'B']);
});

test('from a player’s session a team mate is two taps away', async ({ page }) => {
  await openMatch(page);
  await playerLinks(page).nth(3).click();
  await expect(page).toHaveURL(/\/players\//);
  await takenOver(page);
  await page.getByRole('link', { name: /^Compare/ }).click();
  await expect(page).toHaveURL(/\/compare\?of=[^&]+$/);
  await page.locator('.beside__choices').first().getByRole('link').first().click();
  await expect(page).toHaveURL(/of=[^&]+&of=/);
  await expect(letters(page)).toHaveText(['A', 'B']);
  await complete(page);
  await expect(table(page).locator('.diff').first()).toBeVisible();

  // And back again, from a page that is gone then.
  await page.getByRole('navigation', { name: 'Breadcrumb' }).getByRole('link').last().click();
  await expect(page.getByRole('region', { name: /^Squad( \d+)?$/ })).toBeVisible();
  await page.goBack();
  await expect(letters(page)).toHaveText(['A', 'B']);
});

test('sessions of a player are aligned at their start or at a phase', async ({ page }) => {
  await openMatch(page);
  await playerLinks(page).nth(3).click();
  await expect(page).toHaveURL(/\/players\//);
  await takenOver(page);
  await page.getByRole('link', { name: /^Compare/ }).click();
  await expect(page).toHaveURL(/\/compare\?of=[^&]+$/);
  await takenOver(page);
  await page.locator('.beside__choices').last().getByRole('link').first().click();
  await expect(letters(page)).toHaveText(['A', 'B']);
  await complete(page);
  const alignments = page.getByRole('navigation', { name: 'Aligned at' }).getByRole('link');
  await expect(alignments.first()).toHaveAttribute('aria-current', 'true');
  if ((await alignments.count()) > 1) {
    await alignments.nth(1).click();
    await expect(page).toHaveURL(/align=/);
    await expect(alignments.nth(1)).toHaveAttribute('aria-current', 'true');
  }
  await page.reload();
  await takenOver(page);
  await expect(letters(page)).toHaveText(['A', 'B']);
});

test.describe('what cannot be', () => {
  test.use({ expectedErrors: [/status of 40[04]/] });

  test('too many, none and strangers are told', async ({ page }) => {
    await comparePlayers(page, 5);
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('Too many are chosen');
    await page.goto('/compare');
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('Nothing is chosen');
    const answer = await page.goto('/compare?of=nobody&of=nobody-else');
    expect(answer?.status()).toBe(404);
  });
});

test('a part of the session goes along', async ({ page }) => {
  await openMatch(page);
  await page.getByRole('navigation', { name: 'Part of the session' }).getByRole('link').nth(1).click();
  await expect(page).toHaveURL(/from=\d+&to=\d+/);
  await complete(page);
  await panel(page).locator('summary').click();
  const boxes = panel(page).getByRole('checkbox');
  await boxes.nth(0).check();
  await boxes.nth(1).check();
  await panel(page).getByRole('button', { name: 'Compare' }).click();
  await expect(page).toHaveURL(/from=\d+&to=\d+/);
  await takenOver(page);
  if (!runsScripts()) await expect(page.locator('.chart__svg')).toBeVisible();
  await expect(page.getByRole('navigation', { name: 'Part of the session' }).locator('[aria-current]')).not.toHaveText(/^Whole/);
});
