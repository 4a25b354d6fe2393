import type { Page } from '@playwright/test';
import { cookiesOf, expect, open, signIn, takenOver, test } from '../support/test';

/** The link in the bar. */
const indicator = (page: Page) => page.getByRole('banner').getByRole('link', { name: /^Data from Polar:/ });

/** Where the server tells what changes. */
const events = '**/api/v1/progress/events';

/** Somebody puts the device aside, or takes it up again. */
async function look(page: Page, hidden: boolean): Promise<void> {
  await page.evaluate((hidden) => {
    Object.defineProperty(document, 'hidden', { configurable: true, get: () => hidden });
    document.dispatchEvent(new Event('visibilitychange', { bubbles: true }));
  }, hidden);
}

/** A clock that the test moves. Its timers have numbers that fit into 32 bits, as a browser's have. */
async function installClock(page: Page): Promise<void> {
  await page.clock.install();
  await page.addInitScript(() => {
    const { setTimeout, clearTimeout } = window;
    const timers = new Map<number, number>();
    window.setTimeout = ((handler: TimerHandler, ...more: [number?, ...unknown[]]) => {
      const id = timers.size + 1;
      timers.set(id, setTimeout(handler, ...more));
      return id;
    }) as typeof window.setTimeout;
    window.clearTimeout = (id) => clearTimeout(timers.get(id as number));
  });
}

test.describe('a connection that dies without a word', () => {
  test.use({ storageState: cookiesOf('first') });

  test('is noticed, and opened anew', async ({ page }) => {
    await installClock(page);
    await page.route(events, () => {
      // No answer at all.
    });
    let asked = page.waitForRequest(events, { timeout: 15_000 });
    await open(page, '/teams');
    await asked;
    await expect(indicator(page)).not.toHaveAccessibleName(/not live/);

    asked = page.waitForRequest(events, { timeout: 15_000 });
    await page.clock.fastForward('00:31');
    await asked;
    await expect(indicator(page)).toHaveAccessibleName(/, not live$/);

    await page.unroute(events);
    await page.clock.fastForward('00:31');
    await expect(indicator(page)).not.toHaveAccessibleName(/not live/);
  });
});

test.describe('signed out in another tab', () => {
  // The refused stream, and the question why.
  test.use({ storageState: { cookies: [], origins: [] }, expectedErrors: [/status of (401|500)/] });

  test('the bar offers to sign in again, and nothing is asked any more', async ({ page, context }) => {
    await installClock(page);
    await open(page, '/');
    await signIn(page, 'second');
    await expect(page.getByRole('heading', { name: 'Teams', level: 1 })).toBeVisible();
    await takenOver(page);

    const other = await context.newPage();
    await other.goto('/');
    await other.getByRole('button', { name: 'Sign out' }).click();
    await expect(other.getByRole('link', { name: 'Sign in with Polar' })).toBeVisible();
    await other.close();

    await look(page, true);
    await look(page, false);
    const again = page.getByRole('banner').getByRole('link', { name: 'Sign in again' });
    await expect(again).toHaveAttribute('href', '/login?return_to=%2Fteams');
    await expect(page.getByRole('banner')).not.toContainText('not live');

    const asked: string[] = [];
    page.on('request', (request) => asked.push(request.url()));
    await page.clock.fastForward('05:00');
    await expect(again).toBeVisible();
    expect(asked.filter((url) => /progress|sync_status/.test(url))).toEqual([]);
  });
});
