import { expectSound } from '../support/sound';
import { expect, test } from '../support/test';

test('every part of the pages can be seen without a sign-in, in each theme', async ({ page }) => {
  // It runs no script of ours, so there is nothing that takes it over.
  const answer = await page.goto('/design');
  expect(answer?.status()).toBe(200);
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Design');
  await expect(page.getByRole('main').locator('.swatch').first()).toBeVisible();
  await expect(page.locator('.chart__svg')).toBeVisible();
  await expectSound(page);
});
