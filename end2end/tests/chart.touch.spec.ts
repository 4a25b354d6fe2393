import type { CDPSession, Page } from '@playwright/test';
import { complete, cookiesOf, drawnChart, expect, openMatch, playerLinks, test, windowOf } from '../support/test';

test.use({ storageState: cookiesOf('first') });

/** Fingers on the screen: Playwright has taps only, so this goes below it. */
class Fingers {
  private constructor(private readonly cdp: CDPSession) {}

  static async of(page: Page): Promise<Fingers> {
    return new Fingers(await page.context().newCDPSession(page));
  }

  /** Moves fingers from their first places to their last ones in steps, then lifts them. */
  async move(from: [number, number][], to: [number, number][], steps = 8): Promise<void> {
    const send = (type: 'touchStart' | 'touchMove' | 'touchEnd', places: [number, number][]) =>
      this.cdp.send('Input.dispatchTouchEvent', {
        type,
        touchPoints: places.map(([x, y], id) => ({ x, y, id })),
      });
    await send('touchStart', from);
    for (let step = 1; step <= steps; step++) {
      const share = step / steps;
      await send('touchMove', from.map(([x, y], i) => [x + (to[i][0] - x) * share, y + (to[i][1] - y) * share]));
    }
    await send('touchEnd', []);
  }
}

test('two fingers zoom, one finger pans, a double tap shows the whole', async ({ page }) => {
  await openMatch(page);
  await playerLinks(page).nth(3).tap();
  await expect(page).toHaveURL(/\/players\//);
  await complete(page);
  const chart = await drawnChart(page);
  await chart.scrollIntoViewIfNeeded();
  const box = (await chart.locator('.chart__canvas').boundingBox())!;
  const y = box.y + box.height / 2;
  const x = (share: number) => box.x + box.width * share;
  const whole = await windowOf(chart);
  const fingers = await Fingers.of(page);

  await fingers.move([[x(0.45), y], [x(0.55), y]], [[x(0.2), y], [x(0.8), y]]);
  await expect.poll(async () => (await windowOf(chart)).length).toBeLessThan(whole.length / 3);
  const pinched = await windowOf(chart);
  await expect(page).toHaveURL(new RegExp(`from=${pinched.from}&to=${pinched.to}`));

  await fingers.move([[x(0.7), y]], [[x(0.3), y]]);
  await expect.poll(async () => (await windowOf(chart)).from).toBeGreaterThan(pinched.from);
  const panned = await windowOf(chart);
  expect(Math.abs(panned.length - pinched.length)).toBeLessThanOrEqual(2);

  await page.touchscreen.tap(x(0.5), y);
  await page.touchscreen.tap(x(0.5), y);
  await expect.poll(() => windowOf(chart)).toEqual(whole);
});
