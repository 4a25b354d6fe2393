import {
  complete, cookiesOf, expect, openMatch, openTeam, playerLinks, sessionLinks, takenOver, test,
} from '../support/test';

test.use({ storageState: cookiesOf('first') });

test('from the teams to a match, a phase of it and a player', async ({ page }) => {
  await openMatch(page);
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  await expect(page.getByRole('region', { name: /^Heart-rate zones/ })).toBeVisible();
  await expect(page.getByRole('region', { name: /^Speed zones/ })).toBeVisible();
  expect(await playerLinks(page).count()).toBeGreaterThan(10);
  const squad = page.getByRole('region', { name: /^Squad( \d+)?$/ });
  await expect(squad.getByRole('row', { name: /^Team average/ })).toBeVisible();

  const phases = page.getByRole('navigation', { name: 'Part of the session' }).getByRole('link');
  await expect(phases.first()).toHaveAttribute('aria-current', 'true');
  await phases.nth(1).click();
  await expect(page).toHaveURL(/from=\d+&to=\d+/);
  await complete(page);
  await expect(phases.nth(1)).toHaveAttribute('aria-current', 'true');
  await expect(page.getByText('Load is counted by Polar for the whole session only')).toBeVisible();

  await playerLinks(page).nth(3).click();
  await expect(page).toHaveURL(/\/players\/.*from=\d+&to=\d+/);
  await takenOver(page);
  await complete(page);
  await expect(page.locator('.chart')).toBeVisible();
  const name = await page.getByRole('heading', { level: 1 }).textContent();
  await page.getByRole('link', { name: /^Next player/ }).click();
  await expect(page.getByRole('heading', { level: 1 })).not.toHaveText(name ?? '');
  await expect(page).toHaveURL(/from=\d+&to=\d+/);
});

test('the squad can be put in any order', async ({ page }) => {
  await openMatch(page);
  const squad = page.getByRole('region', { name: /^Squad( \d+)?$/ });
  const distances = async () => {
    const cells = squad.locator('tbody tr').filter({ has: page.getByRole('link') }).locator('td.hue-distance');
    const texts = await cells.allTextContents();
    return texts.map((text) => Number(text.replace(/[^\d.]/g, '')));
  };
  const distance = squad.getByRole('columnheader', { name: /Distance/ });
  await distance.getByRole('link').click();
  await expect(distance).toHaveAttribute('aria-sort', 'descending');
  const descending = await distances();
  expect(descending.length).toBeGreaterThan(10);
  expect(descending).toEqual([...descending].sort((a, b) => b - a));
  await distance.getByRole('link').click();
  await expect(distance).toHaveAttribute('aria-sort', 'ascending');
  expect(await distances()).toEqual([...descending].reverse());
});

test('on a phone the squad is sorted by links above the cards, and the order comes back from a player', async ({ page }) => {
  await openMatch(page);
  await page.setViewportSize({ width: 390, height: 800 });
  const squad = page.getByRole('region', { name: /^Squad( \d+)?$/ });
  await expect(squad.getByRole('columnheader').first()).toBeHidden();
  const ways = squad.getByRole('navigation', { name: 'Sort by' });
  await ways.getByRole('link', { name: 'Distance' }).click();
  await expect(page).toHaveURL(/sort=distance&dir=desc/);
  await expect(ways.getByRole('link', { name: 'Distance descending' })).toHaveAttribute('aria-current', 'true');
  const first = (await playerLinks(page).first().textContent()) ?? '';

  await playerLinks(page).first().click();
  await expect(page).toHaveURL(/\/players\//);
  await takenOver(page);
  await complete(page);
  await page.getByRole('navigation', { name: 'Breadcrumb' }).getByRole('link').last().click();
  await expect(page).toHaveURL(/\/sessions\/[^/]*sort=distance&dir=desc/);
  await expect(playerLinks(page).first()).toHaveText(first);
});

test('sessions are filtered by type and by date', async ({ page }) => {
  await openTeam(page);
  await takenOver(page);
  const all = await sessionLinks(page).count();
  await page.getByLabel('Type').selectOption('MATCH');
  await page.getByRole('button', { name: 'Filter' }).click();
  await expect(page.getByText('Only type Match')).toBeVisible();
  const matches = await sessionLinks(page).count();
  expect(matches).toBeGreaterThan(3);
  expect(matches).toBeLessThan(all);

  await page.getByLabel('From').fill('2025-11-01');
  await page.getByRole('button', { name: 'Filter' }).click();
  await expect(page).toHaveURL(/since=2025-11-01/);
  await expect(page.getByText('from Sat 1 Nov 2025')).toBeVisible();
  expect(await sessionLinks(page).count()).toBeLessThan(matches);

  await page.getByRole('link', { name: 'Show all sessions' }).click();
  await expect(sessionLinks(page)).toHaveCount(all);
});
