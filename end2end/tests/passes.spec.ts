import type { Browser, Page } from '@playwright/test';
import { expectSound } from '../support/sound';
import { cookiesOf, expect, open, openMatch, runsScripts, takenOver, test } from '../support/test';

test.use({ storageState: cookiesOf('first') });

/** What the coach is shown once. */
interface Handed {
  link: string;
  code: string;
}

/** Makes a pass for the coach's first team. */
async function makePass(page: Page, label: string): Promise<Handed> {
  await open(page, '/passes');
  await page.getByLabel('For whom or what').fill(label);
  await page.getByRole('group', { name: 'Teams' }).getByRole('checkbox').first().check();
  await page.getByRole('button', { name: 'Make the pass' }).click();
  await expect(page.getByRole('heading', { name: 'The pass is ready' })).toBeVisible();
  await expect(page.getByRole('img', { name: 'QR code of the link' })).toBeVisible();
  const link = await page.getByLabel('Link', { exact: true }).inputValue();
  const code = (await page.locator('.pass-made__ticket').textContent()) ?? '';
  return { link, code };
}

/** A tablet that has never been here. */
async function tablet(browser: Browser, baseURL: string | undefined): Promise<Page> {
  const context = await browser.newContext({ baseURL, javaScriptEnabled: runsScripts(), storageState: { cookies: [], origins: [] } });
  return context.newPage();
}

/** Opens a pass as the tablet can: with the link, or by typing where no script reads it. */
async function openPass(page: Page, { link, code }: Handed): Promise<void> {
  await page.goto(runsScripts() ? link : '/pass');
  await takenOver(page);
  const field = page.getByLabel('Code of the pass');
  if (runsScripts()) {
    await expect(field).toHaveValue(link.split('#')[1]);
    await expect(page).toHaveURL(/\/pass$/);
  } else {
    await field.fill(code.toLowerCase());
  }
  await page.getByRole('button', { name: 'Open', exact: true }).click();
}

const pass = (page: Page, label: string) => page.getByRole('listitem').filter({ has: page.getByRole('heading', { name: label }) });

test('a tablet sees the team of its pass until the coach revokes it', async ({ page, browser, baseURL }) => {
  const label = `Tablet of ${test.info().project.name}`;
  const handed = await makePass(page, label);
  const other = await tablet(browser, baseURL);
  await openPass(other, handed);
  await expect(other.getByRole('heading', { name: 'Teams', level: 1 })).toBeVisible();
  await expect(other.getByRole('main').getByRole('heading', { level: 2 }).getByRole('link')).toHaveCount(1);
  await expect(other.getByRole('banner')).toContainText(label);
  await expect(other.getByRole('banner')).toContainText('Movement only');

  // No settings of the club, and no sync control.
  await open(other, '/sync');
  await expect(other.getByRole('heading', { name: 'Data from Polar', level: 1 })).toBeVisible();
  await expect(other.getByRole('button', { name: 'Pause', exact: true })).toHaveCount(0);
  const refused = await other.goto('/passes');
  expect(refused?.status()).toBe(403);
  await expect(other.getByRole('heading', { name: 'This is for coaches' })).toBeVisible();

  // The coach sees that it is used, and ends it.
  await page.getByRole('link', { name: 'Back to the passes' }).click();
  await takenOver(page);
  await expect(pass(page, label)).toContainText('open, ends in 7 days');
  await expect(pass(page, label)).toContainText('last used');
  await page.getByRole('button', { name: `Revoke ${label}` }).click();
  await expect(pass(page, label)).toContainText('revoked');
  const answer = await other.goto('/teams');
  expect(answer?.status()).toBe(401);
  await expect(other.getByRole('heading', { name: 'Sign in to see this page' })).toBeVisible();
  await other.context().close();
});

test('a link works once', async ({ page, browser, baseURL }) => {
  const handed = await makePass(page, 'Once');
  const first = await tablet(browser, baseURL);
  await openPass(first, handed);
  await expect(first.getByRole('heading', { name: 'Teams', level: 1 })).toBeVisible();
  const second = await tablet(browser, baseURL);
  await openPass(second, handed);
  await expect(second.getByRole('heading', { name: 'This pass cannot be opened' })).toBeVisible();
  await first.context().close();
  await second.context().close();
});

test('the page of a session leads to a pass for its team', async ({ page }) => {
  await openMatch(page);
  await page.getByRole('link', { name: 'Share pass' }).click();
  await expect(page.getByRole('heading', { name: 'Passes for staff', level: 1 })).toBeVisible();
  await expect(page.getByRole('group', { name: 'Teams' }).getByRole('checkbox', { checked: true })).toHaveCount(1);
});

test('passes are sound at every width', async ({ page }) => {
  await makePass(page, 'Wide');
  await expectSound(page);
  for (const path of ['/passes', '/pass']) {
    await open(page, path);
    await expectSound(page);
  }
});
