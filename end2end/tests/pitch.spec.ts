import {
  complete, cookiesOf, drawnChart, expect, openMatch, playerLinks, runsScripts, test, windowOf,
} from '../support/test';

test.use({ storageState: cookiesOf('first') });

test.beforeEach(async ({ page }) => {
  await openMatch(page);
  await playerLinks(page).nth(3).click();
  await expect(page).toHaveURL(/\/players\//);
  await complete(page);
});

test('the way is drawn in the colours of the speed zones, and where most time was spent as a heat map', async ({ page }) => {
  const pitch = page.getByRole('region', { name: 'Pitch' });
  await expect(pitch.getByRole('img', { name: /way over the field/ })).toBeVisible();
  const ways = pitch.locator('.pitch__trace path');
  await expect(ways).toHaveCount(6);
  const colours = await ways.evaluateAll((paths) => paths.map((path) => getComputedStyle(path).stroke));
  expect(new Set(colours).size).toBe(6);
  await expect(pitch.locator('.pitch__heat')).toBeHidden();
  await pitch.getByText('Heat map', { exact: true }).click();
  await expect(pitch.locator('.pitch__trace')).toBeHidden();
  await expect(pitch.locator('.pitch__heat')).toBeVisible();
  await expect(pitch.getByText(/^Time in squares of 3\sm:$/)).toBeVisible();
});

test.describe('with scripts', () => {
  test.skip(() => !runsScripts(), 'the dot and the editor need scripts');

  test('the dot follows the crosshair, and a click on the way moves the crosshair', async ({ page }) => {
    const chart = await drawnChart(page);
    const dot = page.locator('.pitch__dot');
    await expect(dot).toBeHidden();
    const canvas = (await chart.locator('.chart__canvas').boundingBox())!;
    await page.mouse.move(canvas.x + canvas.width * 0.6, canvas.y + canvas.height / 2);
    await expect(dot).toBeVisible();
    const place = () => dot.evaluate((element: HTMLElement) => element.style.transform);
    const first = await place();
    await page.mouse.move(canvas.x + canvas.width * 0.3, canvas.y + canvas.height / 2);
    await expect.poll(place).not.toBe(first);

    const pad = page.locator('.pitch__pad');
    await pad.scrollIntoViewIfNeeded();
    await expect(dot).toBeHidden();
    const box = (await pad.boundingBox())!;
    await page.mouse.click(box.x + box.width / 2, box.y + box.height / 2);
    await expect(dot).toBeVisible();
    await expect(chart.locator('output')).toContainText(/\d+:\d\d:\d\d.*bpm.*km\/h/);
  });

  test('the way follows the window', async ({ page }) => {
    const chart = await drawnChart(page);
    const length = () =>
      page.locator('.pitch__trace path').evaluateAll((paths) =>
        paths.reduce((sum, path) => sum + (path.getAttribute('d') ?? '').length, 0),
      );
    const whole = await length();
    const before = await windowOf(chart);
    await page.getByRole('navigation', { name: 'Part of the session' }).getByRole('link').nth(1).click();
    await expect.poll(async () => (await windowOf(chart)).length).toBeLessThan(before.length);
    await expect(page.locator('.pitch')).not.toHaveAttribute('aria-busy', 'true');
    await expect.poll(length).not.toBe(whole);
    await page.goBack();
    await expect.poll(length).toBe(whole);
  });

  test('a field is adjusted by hand and by numbers, kept, and given back', async ({ page }) => {
    const pitch = page.getByRole('region', { name: 'Pitch' });
    await expect(pitch.getByText(/^Field fitted/)).toBeVisible();
    await pitch.getByRole('button', { name: 'Adjust field' }).click();
    const editor = pitch.getByRole('form', { name: 'Field' });
    const east = editor.getByLabel('To the east, m', { exact: true });
    const before = Number(await east.inputValue());

    const box = (await pitch.locator('.pitch__pad').boundingBox())!;
    await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2);
    await page.mouse.down();
    await page.mouse.move(box.x + box.width / 2 + 60, box.y + box.height / 2 + 40, { steps: 5 });
    await page.mouse.up();
    await expect.poll(async () => Number(await east.inputValue())).not.toBe(before);

    await editor.getByLabel('Length, m', { exact: true }).fill('101');
    await editor.getByLabel('Width, m', { exact: true }).fill('500');
    await editor.getByLabel('Width, m', { exact: true }).blur();
    await expect(editor.getByLabel('Width, m', { exact: true })).toHaveValue('120.0');
    await editor.getByRole('button', { name: 'Less: Width, m' }).click();
    await expect(editor.getByLabel('Width, m', { exact: true })).toHaveValue('119.0');
    await editor.getByRole('button', { name: 'Save' }).click();
    await expect(editor).toHaveCount(0);
    await expect(pitch.getByText(/^Field of this venue, 101\s×\s119\sm$/)).toBeVisible();

    await page.reload();
    await expect(pitch.getByText(/^Field of this venue/)).toBeVisible();
    await drawnChart(page);
    await pitch.getByRole('button', { name: 'Adjust field' }).click();
    await editor.getByRole('button', { name: 'Back to fitted' }).click();
    await expect(pitch.getByText(/^Field fitted/)).toBeVisible();
  });

  test('what was begun can be left', async ({ page }) => {
    await drawnChart(page);
    const pitch = page.getByRole('region', { name: 'Pitch' });
    const lines = pitch.locator('.pitch__lines');
    const path = await lines.getAttribute('d');
    await pitch.getByRole('button', { name: 'Adjust field' }).click();
    await pitch.getByRole('button', { name: 'More: Length, m' }).click();
    await expect(lines).not.toHaveAttribute('d', path!);
    await pitch.getByRole('button', { name: 'Cancel' }).click();
    await expect(lines).toHaveAttribute('d', path!);
  });
});
