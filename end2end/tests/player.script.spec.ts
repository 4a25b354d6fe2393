import { complete, cookiesOf, drawnChart, expect, openMatch, playerLinks, takenOver, test, windowOf } from '../support/test';

test.use({ storageState: cookiesOf('first') });

test.beforeEach(async ({ page }) => {
  await openMatch(page);
  await playerLinks(page).nth(3).click();
  await expect(page).toHaveURL(/\/players\//);
  await takenOver(page);
  await complete(page);
});

test('the figures follow the chart while a gesture goes on', async ({ page }) => {
  const chart = await drawnChart(page);
  const box = (await chart.locator('.chart__canvas').boundingBox())!;
  const figures = page.getByRole('region', { name: /^Figures/ });
  const followed = [
    figures.locator('.tile').first(),
    page.getByRole('region', { name: 'Demands' }).locator('.tile', { hasText: 'TRIMP' }),
    page.getByRole('region', { name: 'Heart-rate zones' }).getByRole('row').last(),
  ];
  const whole = await Promise.all(followed.map((it) => it.textContent()));
  const middle = box.y + box.height / 2;
  // A drag with the middle button moves a zoomed window as long as the button is down.
  await page.mouse.move(box.x + box.width / 2, middle);
  await page.mouse.wheel(0, -800);
  await expect(page).toHaveURL(/from=\d+&to=\d+/);
  for (const [i, it] of followed.entries()) await expect(it).not.toHaveText(whole[i] ?? '');
  const address = page.url();
  const part = await figures.getByRole('heading').textContent();
  await page.mouse.down({ button: 'middle' });
  await page.mouse.move(box.x + box.width / 4, middle, { steps: 10 });
  await expect(figures.getByRole('heading')).not.toHaveText(part ?? '');
  await expect(figures).not.toHaveAttribute('aria-busy', 'true');
  expect(page.url(), 'the address waits for the end').toBe(address);
  await page.mouse.up({ button: 'middle' });
  await expect(page).not.toHaveURL(address);
});

test('figures that take long are seen to be those of before', async ({ page }) => {
  const chart = await drawnChart(page);
  await page.route('**/api/ui/player-figures?**', async (route) => {
    await new Promise((resolve) => setTimeout(resolve, 1_500));
    await route.continue();
  });
  const figures = page.getByRole('region', { name: /^Figures/ });
  await chart.locator('.chart__canvas').hover();
  await page.mouse.wheel(0, -800);
  await expect(figures).toHaveClass(/section--busy/);
  await expect(figures).not.toHaveClass(/section--busy/);
});

test('what is pointed at is drawn in the colours of the theme, and goes when nothing is', async ({ page }) => {
  const chart = await drawnChart(page);
  const canvas = chart.locator('.chart__canvas');
  const drawn = () => canvas.evaluate((canvas: HTMLCanvasElement) => canvas.toDataURL());
  await page.mouse.move(0, 0);
  await canvas.scrollIntoViewIfNeeded();
  const nothing = await drawn();
  await canvas.hover();
  await expect.poll(drawn).not.toBe(nothing);
  const light = await drawn();
  await page.emulateMedia({ colorScheme: 'dark' });
  await expect.poll(drawn).not.toBe(light);
  await page.mouse.move(0, 0);
  await expect.poll(drawn).toBe(nothing);
});

test('the strip below shows the window in the session and moves it', async ({ page }) => {
  const chart = await drawnChart(page);
  const strip = page.getByRole('slider', { name: 'Window in the whole session' });
  // A mouse only reaches what is in sight.
  await strip.scrollIntoViewIfNeeded();
  const box = (await strip.boundingBox())!;
  expect(box.height).toBeGreaterThanOrEqual(43.9);
  const at = (share: number) => [box.x + box.width * share, box.y + box.height / 2] as const;
  const whole = await windowOf(chart);
  await page.mouse.move(...at(0.2));
  await page.mouse.down();
  await page.mouse.move(...at(0.4), { steps: 5 });
  await page.mouse.up();
  await expect.poll(async () => (await windowOf(chart)).length / whole.length).toBeCloseTo(0.2, 1);
  const chosen = await windowOf(chart);

  await page.mouse.move(...at(0.3));
  await page.mouse.down();
  await page.mouse.move(...at(0.7), { steps: 5 });
  await page.mouse.up();
  await expect.poll(async () => (await windowOf(chart)).from).toBeGreaterThan(chosen.from);
  const moved = await windowOf(chart);
  expect(moved.length).toBe(chosen.length);
  await expect(page).toHaveURL(new RegExp(`from=${moved.from}&to=${moved.to}`));

  await strip.focus();
  await page.keyboard.press('Home');
  await expect.poll(async () => (await windowOf(chart)).from).toBe(whole.from);
});

test('with all lanes the crosshair tells every value, and the chart fits on a tablet', async ({ page }) => {
  const chart = await drawnChart(page);
  const panel = page.locator('.settings--lanes');
  await panel.locator('summary').click();
  const boxes = panel.getByRole('checkbox');
  for (let i = 0; i < (await boxes.count()); i += 1) await boxes.nth(i).check();
  const lanes = await boxes.count();
  expect(lanes).toBeGreaterThan(3);
  const canvas = chart.locator('.chart__canvas');
  const height = (await canvas.boundingBox())!.height;
  expect(height).toBeLessThan(768);
  await canvas.focus();
  await page.keyboard.press('ArrowRight');
  await expect.poll(async () => ((await chart.locator('output').textContent()) ?? '').split(', ').length).toBe(lanes);
  await expect(chart.locator('output')).not.toContainText('loading');
});

test('a lane that is moved by keyboard keeps the focus', async ({ page }) => {
  await drawnChart(page);
  const panel = page.locator('.settings--lanes');
  await panel.locator('summary').click();
  const down = panel.getByRole('button', { name: 'Heart rate: move down' });
  await down.focus();
  await page.keyboard.press('Enter');
  await expect(panel.locator('.lanes__row').first()).toContainText('Speed');
  // It is the last one now, so only the way up is left.
  await expect(panel.getByRole('button', { name: 'Heart rate: move up' })).toBeFocused();
});

test.describe('when the connection breaks', () => {
  test.use({ expectedErrors: [/net::ERR_FAILED/] });

  test('figures and way of a part come by themselves as soon as it is back', async ({ page, context }) => {
    await drawnChart(page);
    const figures = page.getByRole('region', { name: /^Figures/ });
    const pitch = page.getByRole('region', { name: 'Pitch' });
    const unreachable = 'The Touchline server cannot be reached.';
    const ways = () =>
      pitch.locator('.pitch__trace path').evaluateAll((paths) => paths.map((path) => path.getAttribute('d')).join());
    const whole = await ways();
    const asked = /\/api\/ui\/(player-figures|track)\?/;
    await context.route(asked, (route) => route.abort());
    await page.getByRole('navigation', { name: 'Part of the session' }).getByRole('link').nth(1).click();
    await expect(figures.getByText(unreachable)).toBeVisible();
    await expect(pitch.getByText(unreachable)).toBeVisible();
    expect(await ways(), 'the way that was there stays').toBe(whole);
    await context.unroute(asked);
    await expect(figures.getByText(unreachable)).toHaveCount(0);
    await expect(figures.locator('.tile__value').first()).toHaveText(/\d/);
    await expect(pitch.getByText(unreachable)).toHaveCount(0);
    await expect.poll(ways).not.toBe(whole);
  });
});
