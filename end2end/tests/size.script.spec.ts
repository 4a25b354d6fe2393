import type { Request } from '@playwright/test';
import { cookiesOf, expect, open, openMatch, takenOver, test } from '../support/test';

test.use({ storageState: cookiesOf('first') });

/**
 * What a page may cost a browser that has nothing of it yet: scripts, WASM and styles, compressed, in bytes. The aim is
 * 300,000; until then it must not become more than it was when its pages were first loaded in pieces.
 */
const LIMIT = 472_000;

test('a browser that has nothing yet loads little for a session', async ({ page, browser, baseURL }) => {
  await openMatch(page);
  const context = await browser.newContext({ baseURL, storageState: cookiesOf('first') });
  const cold = await context.newPage();
  const built: Request[] = [];
  cold.on('requestfinished', (request) => {
    if (new URL(request.url()).pathname.startsWith('/pkg/')) built.push(request);
  });
  await open(cold, page.url());
  await cold.waitForLoadState('networkidle');
  const sizes = await Promise.all(built.map(async (request) => {
    const { responseBodySize } = await request.sizes();
    return { file: new URL(request.url()).pathname, bytes: responseBodySize };
  }));
  await context.close();
  for (const kind of [/\.js$/, /\.wasm$/, /\.css$/]) expect(sizes.some(({ file }) => kind.test(file)), `${kind}`).toBe(true);
  const bytes = sizes.reduce((sum, file) => sum + file.bytes, 0);
  const files = sizes.map(({ file, bytes }) => `${file}: ${bytes}`).join('\n');
  expect(bytes, files).toBeLessThanOrEqual(LIMIT);
});

test('a page names the files of its part of the program', async ({ page, browser, baseURL }) => {
  await openMatch(page);
  const address = page.url();
  const context = await browser.newContext({ baseURL, storageState: cookiesOf('first') });
  const cold = await context.newPage();
  const loaded: string[] = [];
  cold.on('request', (request) => {
    const { pathname } = new URL(request.url());
    if (pathname.endsWith('.wasm')) loaded.push(pathname);
  });
  const html = await (await cold.goto(address))!.text();
  await takenOver(cold);
  await cold.waitForLoadState('networkidle');
  expect(loaded.length).toBeGreaterThan(1);
  for (const file of loaded) expect(html).toContain(`"${file}"`);
  // Each page, and each time: which files they are does not depend on what else the server does.
  const told = (text: string) => new Set([...text.matchAll(/"(\/pkg\/[^"]*\.wasm)"/g)].map(([, file]) => file));
  for (let i = 0; i < 10; i++) expect(told(await (await context.request.get(address)).text())).toEqual(told(html));
  await context.close();
});
