import { askToSignIn, expect, open, signIn, test } from '../support/test';

test.describe('a page behind the sign-in', () => {
  // The browser itself reports the page's status.
  test.use({ expectedErrors: [/status of 401/] });

  test('comes back after signing in', async ({ page }) => {
    await open(page, '/teams?from=a-link');
    await expect(page.getByRole('heading', { name: 'Sign in to see this page' })).toBeVisible();
    await signIn(page, 'first');
    await expect(page).toHaveURL(/\/teams\?from=a-link$/);
    await expect(page.getByRole('heading', { name: 'Teams', level: 1 })).toBeVisible();
  });
});

test('a coach who denies is told what it means and can try again', async ({ page }) => {
  await open(page, '/');
  await askToSignIn(page);
  await page.getByRole('button', { name: 'Deny' }).click();
  await expect(page.getByRole('alert')).toContainText('Access was not granted');
  await signIn(page, 'first');
  await expect(page.getByRole('heading', { name: 'Teams', level: 1 })).toBeVisible();
});

test('an answer from Polar that was used already does not work again', async ({ page }) => {
  await open(page, '/');
  await askToSignIn(page);
  const [callback] = await Promise.all([
    page.waitForRequest(/\/auth\/callback\?/),
    page.getByRole('button', { name: 'Grant access' }).click(),
  ]);
  await expect(page.getByRole('heading', { name: 'Teams', level: 1 })).toBeVisible();
  await page.goto(callback.url());
  await expect(page.getByRole('alert')).toContainText('This sign-in cannot be continued');
});

test.describe('signing out', () => {
  test.use({ expectedErrors: [/status of 401/] });

  test('ends the session', async ({ page }) => {
    await open(page, '/');
    await signIn(page, 'second');
    await expect(page.getByRole('heading', { name: 'Teams', level: 1 })).toBeVisible();
    await page.getByRole('button', { name: 'Sign out' }).click();
    await expect(page.getByRole('link', { name: 'Sign in with Polar' })).toBeVisible();
    await open(page, '/teams');
    await expect(page.getByRole('heading', { name: 'Sign in to see this page' })).toBeVisible();
  });
});
