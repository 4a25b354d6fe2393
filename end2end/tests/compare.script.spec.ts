import { complete, cookiesOf, drawnChart, expect, openMatch, takenOver, test, windowOf } from '../support/test';

test.use({ storageState: cookiesOf('first') });

test.beforeEach(async ({ page }) => {
  await openMatch(page);
  const panel = page.locator('.settings--compare');
  await panel.locator('summary').click();
  for (const place of [1, 2]) await panel.getByRole('checkbox').nth(place).check();
  await panel.getByRole('button', { name: 'Compare' }).click();
  await expect(page).toHaveURL(/\/compare\?of=/);
  await takenOver(page);
  await complete(page);
});

test('the crosshair reads every recording', async ({ page }) => {
  const chart = await drawnChart(page);
  const box = (await chart.locator('.chart__canvas').boundingBox())!;
  await page.mouse.move(box.x + box.width * 0.6, box.y + box.height / 2);
  await expect(chart.locator('output')).toContainText(/heart rate A\s.*B\s.*speed A\s.*B\s/);
  await expect(chart.locator('output')).not.toContainText('loading');
});

test('the figures of all follow the window, which is in the address', async ({ page }) => {
  const chart = await drawnChart(page);
  const whole = await windowOf(chart);
  const figures = page.getByRole('region', { name: /^Figures/ });
  const distance = figures.getByRole('row', { name: /^Distance m/ });
  const before = await distance.textContent();
  const box = (await chart.locator('.chart__canvas').boundingBox())!;
  await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2);
  await page.mouse.wheel(0, -800);
  await expect.poll(async () => (await windowOf(chart)).length).toBeLessThan(whole.length);
  await expect(page).toHaveURL(/of=[^&]+&of=[^&]+&from=-?\d+&to=\d+/);
  await expect(distance).not.toHaveText(before ?? '');
  await expect(figures).not.toHaveAttribute('aria-busy', 'true');
  const session = page.getByRole('navigation', { name: 'Breadcrumb' }).getByRole('link').last();
  await expect(session).toHaveAttribute('href', /\/sessions\/[^?]+\?from=-?\d+&to=\d+/);
  await page.reload();
  const again = await drawnChart(page);
  expect((await windowOf(again)).length).toBeLessThan(whole.length);
});

test('details come for each of them', async ({ page }) => {
  const chart = await drawnChart(page);
  const asked = new Set<string>();
  page.on('request', (request) => {
    const id = /player-sessions\/([^/]+)\/series/.exec(request.url())?.[1];
    if (id) asked.add(id);
  });
  await chart.getByRole('button', { name: 'Zoom in' }).click();
  await expect.poll(() => asked.size).toBe(2);
});
