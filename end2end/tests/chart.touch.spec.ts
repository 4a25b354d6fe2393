import type { CDPSession, Locator, Page } from '@playwright/test';
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

test('of two fingers on the edges of the part, only the first one moves something', async ({ page }) => {
  await openMatch(page);
  const [from, to] = ['Start of the part', 'End of the part'].map((name) => page.getByRole('slider', { name }));
  await from.scrollIntoViewIfNeeded();
  const grip = async (edge: Locator): Promise<[number, number]> => {
    const box = (await edge.locator('.edge__grip').boundingBox())!;
    return [box.x + box.width / 2, box.y + box.height / 2];
  };
  const now = async (edge: Locator) => Number(await edge.getAttribute('aria-valuenow'));
  const [first, second] = [await grip(from), await grip(to)];
  const [start, end] = [await now(from), await now(to)];
  const fingers = await Fingers.of(page);
  await fingers.move([first, second], [[first[0] + 120, first[1]], [second[0] - 120, second[1]]]);
  await expect(page).toHaveURL(/from=\d+&to=\d+/);
  expect(await now(from)).toBeGreaterThan(start);
  expect(await now(to)).toBe(end);
});
