import { cookiesOf, expect, open, test } from '../support/test';

test.use({ storageState: cookiesOf('first'), expectedErrors: [/status of 404/] });

test('a coach does not see another coach’s team', async ({ page, browser, baseURL }) => {
  await open(page, '/teams');
  const links = page.getByRole('main').getByRole('heading', { level: 2 }).getByRole('link');
  await expect(links).toHaveCount(2);
  const team = (await links.first().getAttribute('href')) ?? '';

  const other = await browser.newContext({ baseURL, storageState: cookiesOf('second') });
  const otherPage = await other.newPage();
  await otherPage.goto('/teams');
  await expect(otherPage.getByRole('main').getByRole('heading', { level: 2 }).getByRole('link')).toHaveCount(1);
  const answer = await otherPage.goto(team);
  expect(answer?.status()).toBe(404);
  await expect(otherPage.getByRole('heading', { name: 'There is nothing here' })).toBeVisible();
  await other.close();
});

test('an address that does not exist says so', async ({ page }) => {
  const answer = await page.goto('/no/such/page');
  expect(answer?.status()).toBe(404);
  await expect(page.getByRole('heading', { name: 'There is nothing here' })).toBeVisible();
});
