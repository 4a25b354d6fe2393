import { cookiesOf, expect, signIn, test, type Coach } from '../support/test';

for (const coach of ['first', 'second'] satisfies Coach[]) {
  test(`the ${coach} coach signs in`, async ({ page }) => {
    await page.goto('/');
    await signIn(page, coach);
    await expect(page.getByRole('heading', { name: 'Teams', level: 1 })).toBeVisible();
    await page.context().storageState({ path: cookiesOf(coach) });
  });
}
