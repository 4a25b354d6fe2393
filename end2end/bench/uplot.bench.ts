import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { CDPSession, Page } from '@playwright/test';
import { cookiesOf, drawnChart, takenOver, test } from '../support/test';
import { busyMs } from './support/busy';
import { next } from './support/fingers';
import { median, ms, print, quantile } from './support/numbers';
import { during, type Step } from './support/probe';
import { RUNS, recording, sayLoad, tablet } from './support/tablet';

test.use({ storageState: cookiesOf('first') });

/** Wheel steps, in px: down to a seventh of the recording, and back, twice. */
const STEPS = [1, 2].flatMap(() => [-65, 65].flatMap((px) => Array<number>(15).fill(px)));
/** Less than the pause after which the chart asks for details. */
const EVERY_MS = 60;

interface Measured { steps: Step[]; busyMs: number }

/** The page's own files, as if they were part of the dashboard: so it may ask for the same data. */
async function serveUplot(page: Page): Promise<void> {
  const here = dirname(fileURLToPath(import.meta.url));
  const uplot = dirname(createRequire(import.meta.url).resolve('uplot'));
  await page.route('**/bench/*', (route) => {
    const file = new URL(route.request().url()).pathname.replace('/bench/', '');
    const folder = file.startsWith('uPlot.') ? uplot : here;
    const contentType = { html: 'text/html', js: 'text/javascript', css: 'text/css' }[file.split('.').at(-1)!];
    return route.fulfill({ contentType, body: readFileSync(join(folder, file)) });
  });
}

/** Turns the wheel over the middle of what is drawn. */
async function zoom(page: Page, cdp: CDPSession, drawn: string): Promise<Measured> {
  const box = (await page.locator(drawn).boundingBox())!;
  const place = { x: box.x + box.width / 2, y: Math.min(box.y + box.height / 2, 700) };
  await cdp.send('Input.dispatchMouseEvent', { type: 'mouseMoved', ...place });
  let steps: Step[] = [];
  const busy = await busyMs(cdp, async () => {
    ({ steps } = await during(page, async () => {
      const started = performance.now();
      for (const deltaY of STEPS) {
        await cdp.send('Input.dispatchMouseEvent', { type: 'mouseWheel', ...place, deltaX: 0, deltaY });
        await next(started, EVERY_MS);
      }
    }));
  });
  return { steps, busyMs: busy / STEPS.length };
}

test('uplot', async ({ page, browser, baseURL }) => {
  const address = await recording(page);
  await page.close();
  const runs: Record<string, Measured[]> = { ours: [], uplot: [] };
  let points = '';
  for (let run = 0; run <= RUNS; run++) {
    const { context, page, cdp } = await tablet(browser, baseURL!);
    await page.goto(address);
    const chart = await drawnChart(page);
    await takenOver(page);
    await chart.locator('.chart__canvas').scrollIntoViewIfNeeded();
    const { width, height } = (await chart.locator('.chart__canvas').boundingBox())!;
    const ours = await zoom(page, cdp, '.chart__canvas');

    const asked = new URLSearchParams({
      channels: 'hr,speed,distance,cadence,altitude,forward_acceleration,power,rr',
      points: '1000',
    });
    const data = `/api/v1/player-sessions/${new URL(address).pathname.split('/').at(-1)}/series?${asked}`;
    await serveUplot(page);
    await page.goto(`/bench/uplot.html?${new URLSearchParams({ width: String(width), height: String(height), data })}`);
    await page.locator('[data-points]').waitFor();
    points = (await page.locator('html').getAttribute('data-points'))!;
    const uplot = await zoom(page, cdp, 'main');
    await context.close();
    // The first run only warms the server and the browser.
    if (run === 0) continue;
    runs.ours.push(ours);
    runs.uplot.push(uplot);
  }

  sayLoad();
  console.log(`points of each lane: ${points}`);
  const all = (name: string, of: (step: Step) => number) => runs[name].flatMap(({ steps }) => steps.map(of));
  const busy = (name: string) => median(runs[name].map(({ busyMs }) => busyMs));
  const row = (title: string, name: string) => {
    const work = all(name, (step) => step.work);
    const latency = all(name, (step) => step.latency);
    return [
      title, String(work.length), ms(median(work)), ms(quantile(work, 0.95)), ms(median(latency)), ms(busy(name)),
      (median(work) / median(all('uplot', (step) => step.work))).toFixed(2), (busy(name) / busy('uplot')).toFixed(2),
    ];
  };
  print('A step of zooming', ['chart', 'steps', 'work', '95 % within', 'with the wait for the screen', 'main thread\'s processor time', 'work, against uPlot', 'processor time, against uPlot'], [
    row('ours', 'ours'),
    row('uPlot 1.6.32', 'uplot'),
  ]);
});
