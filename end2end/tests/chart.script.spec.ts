import { complete, cookiesOf, drawnChart, expect, openMatch, playerLinks, test, windowOf } from '../support/test';

test.use({ storageState: cookiesOf('first') });

test.beforeEach(async ({ page }) => {
  await openMatch(page);
  await playerLinks(page).nth(3).click();
  await expect(page).toHaveURL(/\/players\//);
  await complete(page);
});

test('dragging with the mouse zooms to what was marked, and a double click goes back', async ({ page }) => {
  const chart = await drawnChart(page);
  const canvas = chart.locator('.chart__canvas');
  const box = (await canvas.boundingBox())!;
  const whole = await windowOf(chart);

  const at = (share: number) => [box.x + box.width * share, box.y + box.height / 2] as const;
  await page.mouse.move(...at(0.4));
  await page.mouse.down();
  await page.mouse.move(...at(0.5), { steps: 5 });
  await page.mouse.up();
  await expect.poll(async () => (await windowOf(chart)).length).toBeLessThan(whole.length / 5);
  const zoomed = await windowOf(chart);
  await expect(page).toHaveURL(new RegExp(`from=${zoomed.from}&to=${zoomed.to}`));
  await expect(page.getByText('Selection').first()).toBeVisible();

  await page.mouse.dblclick(...at(0.5));
  await expect.poll(() => windowOf(chart)).toEqual(whole);
});

test('the wheel zooms at the pointer', async ({ page }) => {
  const chart = await drawnChart(page);
  const box = (await chart.locator('.chart__canvas').boundingBox())!;
  const whole = await windowOf(chart);
  await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2);
  await page.mouse.wheel(0, -400);
  await expect.poll(async () => (await windowOf(chart)).length).toBeLessThan(whole.length);
  const zoomed = await windowOf(chart);
  expect(zoomed.from).toBeGreaterThan(whole.from);
  expect(zoomed.to).toBeLessThan(whole.to);
});

test('the crosshair tells time, heart rate and speed with their units', async ({ page }) => {
  const chart = await drawnChart(page);
  const box = (await chart.locator('.chart__canvas').boundingBox())!;
  await page.mouse.move(box.x + box.width * 0.6, box.y + box.height / 2);
  await expect(chart.locator('output')).toContainText(/\d+:\d\d:\d\d.*bpm.*km\/h/);
});

test('the chart can be used by keyboard', async ({ page }) => {
  const chart = await drawnChart(page);
  const whole = await windowOf(chart);
  await chart.locator('.chart__canvas').focus();
  await page.keyboard.press('ArrowRight');
  await expect(chart.locator('output')).toContainText('km/h');
  await page.keyboard.press('+');
  await expect.poll(async () => (await windowOf(chart)).length).toBeLessThan(whole.length);
  await page.keyboard.press('0');
  await expect.poll(() => windowOf(chart)).toEqual(whole);
});

test('a phase link moves the chart, and the way back restores it', async ({ page }) => {
  const chart = await drawnChart(page);
  const whole = await windowOf(chart);
  await page.getByRole('navigation', { name: 'Part of the session' }).getByRole('link').nth(1).click();
  await expect.poll(async () => (await windowOf(chart)).length).toBeLessThan(whole.length);
  await page.goBack();
  await expect.poll(() => windowOf(chart)).toEqual(whole);
});

test('a zoom that ends after the way to the next player was taken does not lead back', async ({ page }) => {
  const chart = await drawnChart(page);
  const whole = await windowOf(chart);
  const name = (await page.getByRole('heading', { level: 1 }).textContent()) ?? '';
  const next = page.getByRole('link', { name: /^Next player/ });
  const nextPath = (await next.getAttribute('href')) ?? '';
  // The next player's page keeps waiting, so that this one is still there when its chart reports the zoom.
  let release = () => {};
  const released = new Promise<void>((resolve) => (release = resolve));
  await page.route('**/api/ui/player-session?**', async (route) => {
    await released;
    await route.continue();
  });
  await page.clock.install();
  await page.evaluate(() => {
    const canvas = document.querySelector('.chart__canvas')!;
    const { left, top, width, height } = canvas.getBoundingClientRect();
    const at = { clientX: left + width / 2, clientY: top + height / 2 };
    canvas.dispatchEvent(new WheelEvent('wheel', { ...at, deltaY: -400, bubbles: true, cancelable: true }));
    document.querySelector<HTMLElement>('a[rel=next]')!.click();
  });
  const path = () => new URL(page.url()).pathname;
  await expect.poll(path).toBe(nextPath);
  // Far longer than the chart waits for the wheel to rest: the zoom is reported from a chart that is still there.
  await page.clock.runFor(2_000);
  expect((await windowOf(chart)).length).toBeLessThan(whole.length);
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(name);
  expect(path()).toBe(nextPath);
  release();
  await expect(page.getByRole('heading', { level: 1 })).not.toHaveText(name);
  expect(path()).toBe(nextPath);
});

test.describe('when the server is gone', () => {
  test.use({ expectedErrors: [/net::ERR_FAILED/] });

  test('the chart keeps what it has and offers to try again', async ({ page, context }) => {
    const chart = await drawnChart(page);
    await context.route('**/api/v1/player-sessions/**', (route) => route.abort());
    await chart.getByRole('button', { name: 'Zoom in' }).click();
    await expect(chart.getByRole('button', { name: 'Try again' })).toBeVisible();
    await context.unroute('**/api/v1/player-sessions/**');
    await chart.getByRole('button', { name: 'Try again' }).click();
    await expect(chart.getByRole('button', { name: 'Try again' })).toHaveCount(0);
  });
});
