import type { Page } from '@playwright/test';
import { expectSound } from '../support/sound';
import { complete, cookiesOf, expect, open, openMatch, openTeam, sessionLinks, takenOver, test } from '../support/test';

test.use({ storageState: cookiesOf('first') });

/** Opens the newest match, which fetches it, and then the season of one of its players. */
async function openPlayer(page: Page): Promise<void> {
  await openMatch(page);
  const name = await page.getByRole('region', { name: /^Squad( \d+)?$/ }).getByRole('rowheader').getByRole('link').nth(3).locator('.squad__player').textContent();
  await openTeam(page);
  await page.getByRole('region', { name: /^Roster/ }).getByRole('link', { name: name?.trim() ?? '' }).click();
  await expect(page).toHaveURL(/\/teams\/[^/]+\/players\//);
  await expect(page.getByRole('region', { name: /^Sessions/ })).toBeVisible();
  await complete(page);
  await takenOver(page);
}

test('a player’s season leads to the sessions and to the hardest minutes', async ({ page }) => {
  await openPlayer(page);
  const season = page.url();
  await expect(page.getByRole('heading', { name: 'Season' })).toBeVisible();
  await expect(page.getByText('it does not predict injuries')).toBeVisible();

  const hardest = page.locator('.tiles--bests .tile', { hasText: 'Hardest 1 min' }).getByRole('link');
  await hardest.click();
  await expect(page).toHaveURL(/\/sessions\/[^/]+\/players\/[^?]+\?from=-?\d+&to=-?\d+/);

  await open(page, season);
  await complete(page);
  const day = page.locator('.calendar__table a').last();
  await day.click();
  await expect(page).toHaveURL(/\/sessions\//);

  await open(page, season);
  await complete(page);
  await page.locator('.trend__plot a').first().click();
  await expect(page).toHaveURL(/\/sessions\//);
  await expect.poll(() => page.evaluate(() => scrollY), 'another page begins at its top').toBe(0);
});

test('a player’s sessions are filtered by links', async ({ page }) => {
  await openPlayer(page);
  const kinds = page.getByRole('navigation', { name: 'Type of session' });
  await kinds.getByRole('link', { name: 'Match', exact: true }).click();
  await expect(page).toHaveURL(/type=MATCH/);
  await expect(kinds.getByRole('link', { name: 'Match', exact: true })).toHaveAttribute('aria-current', 'true');
  await page.getByRole('navigation', { name: 'How far back' }).getByRole('link', { name: '4 weeks' }).click();
  await expect(page).toHaveURL(/type=MATCH&range=4-weeks/);
});

test('the team’s week steps back and forth, and keeps the filter', async ({ page }) => {
  await openTeam(page);
  const week = page.getByRole('region', { name: /^Week/ });
  const shown = (await week.getByRole('heading').textContent()) ?? '';
  await expect(week.getByRole('listitem')).toHaveCount(7);
  await week.getByRole('link', { name: 'Previous week' }).click();
  await expect(page).toHaveURL(/week=\d{4}-W\d{2}/);
  await expect(week.getByRole('heading')).not.toHaveText(shown);
  await page.getByLabel('Type').selectOption('MATCH');
  await page.getByRole('button', { name: 'Filter' }).click();
  await expect(page).toHaveURL(/type=MATCH/);
  await expect(page).toHaveURL(/week=\d{4}-W\d{2}/);
  await week.getByRole('link', { name: 'Next week' }).click();
  await expect(week.getByRole('heading')).toHaveText(shown);
});

test('sessions and players are found by words', async ({ page }) => {
  await openTeam(page);
  const player = page.getByRole('region', { name: /^Roster/ }).getByRole('link').first();
  const name = (await player.textContent()) ?? '';
  await page.getByLabel('Words').fill(name.toUpperCase());
  await page.getByRole('button', { name: 'Filter' }).click();
  await expect(page).toHaveURL(/q=/);
  await expect(page.getByRole('navigation', { name: 'Players found' }).getByRole('link', { name })).toBeVisible();
  await page.getByRole('link', { name: 'Show all sessions' }).click();
  await expect(sessionLinks(page).first()).toBeVisible();
});

test('a player’s season is sound at every width', async ({ page }) => {
  await openPlayer(page);
  await expectSound(page);
});
