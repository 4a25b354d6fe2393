import { readFile } from 'node:fs/promises';
import { expectSound } from '../support/sound';
import { expect, open, openTeam, signIn, test } from '../support/test';

// Whom this deletes must not be missed by anybody else.
test.use({
  ownDemo: [],
  storageState: { cookies: [], origins: [] },
  expectedErrors: [/status of 404/],
});

test('a coach hands over what is held about a player, and deletes it', async ({ page }) => {
  await open(page, '/');
  await signIn(page, 'first');
  await expect(page.getByRole('heading', { name: 'Teams', level: 1 })).toBeVisible();
  await openTeam(page);
  const roster = page.getByRole('region', { name: /^Roster/ });
  const name = (await roster.getByRole('link').first().textContent())?.trim() ?? '';
  await roster.getByRole('link').first().click();
  await expect(page.getByRole('heading', { level: 1 })).toContainText(name);
  const player = new URL(page.url()).pathname;

  const data = page.getByRole('region', { name: 'Personal data' });
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    data.getByRole('link', { name: 'Export all data' }).click(),
  ]);
  expect(await download.failure()).toBeNull();
  expect(download.suggestedFilename()).toMatch(/\.zip$/);
  const archive = await readFile(await download.path());
  for (const file of ['player.json', 'sessions.csv']) expect(archive.includes(file), file).toBe(true);

  await data.getByRole('link', { name: 'Delete all data' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Delete everything about this player?');
  await expect(page.getByRole('heading', { level: 2 })).toContainText(name);
  const forGood = page.getByRole('button', { name: 'Delete for good' });
  for (const width of [390, 1024]) {
    await page.setViewportSize({ width, height: 768 });
    expect((await forGood.boundingBox())?.height).toBeGreaterThanOrEqual(44);
  }
  await expectSound(page);
  await page.getByRole('link', { name: 'Back to the player' }).click();
  await expect(page).toHaveURL(new RegExp(`${player}$`));
  await page.goBack();

  await forGood.click();
  await expect(page.getByRole('main')).toContainText('was deleted');
  await expect(roster.getByRole('link', { name, exact: true })).toHaveCount(0);
  expect((await page.goto(player))?.status()).toBe(404);
});
