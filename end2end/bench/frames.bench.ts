import type { CDPSession, Page } from '@playwright/test';
import { cookiesOf, drawnChart, takenOver, test } from '../support/test';
import { fingers } from './support/fingers';
import { median, ms, percent, print, quantile, shareOf } from './support/numbers';
import { during, type Step } from './support/probe';
import { RUNS, recording, sayLoad, tablet } from './support/tablet';

test.use({ storageState: cookiesOf('first') });

/** Both fingers' distance from the middle, as a share of the chart's width, and how far the middle has moved. */
type Pose = { apart: number; moved: number };

/** A second of each: zoom in, go along, zoom out. */
const GESTURES: ((moment: number) => Pose)[] = [
  (moment) => ({ apart: 0.06 + 0.3 * moment, moved: 0 }),
  (moment) => ({ apart: 0.3, moved: 0.1 * Math.sin(moment * 2 * Math.PI) }),
  (moment) => ({ apart: 0.36 - 0.3 * moment, moved: 0 }),
];

interface Box { x: number; y: number; width: number; height: number }

async function pinchAndPan(cdp: CDPSession, box: Box): Promise<void> {
  for (const pose of [...GESTURES, ...GESTURES]) {
    await fingers(cdp, 1, (moment) => {
      const { apart, moved } = pose(moment);
      return [-1, 1].map((side) => ({
        x: box.x + box.width * (0.5 + moved + side * apart),
        y: box.y + box.height / 2,
      }));
    });
  }
}

/** One finger over the whole recording: the crosshair follows it. */
async function point(cdp: CDPSession, box: Box): Promise<void> {
  await fingers(cdp, 3, (moment) => [{ x: box.x + box.width * (0.1 + 0.8 * moment), y: box.y + box.height / 2 }]);
}

async function canvasOf(page: Page): Promise<Box> {
  const canvas = (await drawnChart(page)).locator('.chart__canvas');
  await canvas.scrollIntoViewIfNeeded();
  return (await canvas.boundingBox())!;
}

interface Marks { answered: number; painted: number; chart: number }

const marks = (page: Page): Promise<Marks> => page.evaluate(() => ({
  chart: window.probe.chart!,
  answered: (performance.getEntriesByType('navigation')[0] as PerformanceNavigationTiming).responseEnd,
  painted: performance.getEntriesByName('first-contentful-paint')[0].startTime,
}));

test('frames', async ({ page, browser, baseURL }) => {
  const address = await recording(page);
  await page.close();

  const first: Record<string, Marks[]> = { empty: [], filled: [] };
  const intervals: Record<string, number[][]> = { chart: [], reference: [] };
  const longTasks: number[][] = [];
  const crosshairs: Step[][] = [];
  const referenceSteps: Step[][] = [];
  for (let run = 0; run <= RUNS; run++) {
    const { context, page, cdp } = await tablet(browser, baseURL!);
    const noted: Record<string, Marks> = {};
    for (const cache of ['empty', 'filled']) {
      await page.goto('about:blank');
      await page.goto(address);
      await drawnChart(page);
      await takenOver(page);
      noted[cache] = await marks(page);
    }
    const box = await canvasOf(page);
    const pointed = await during(page, () => point(cdp, box));
    const gestured = await during(page, () => pinchAndPan(cdp, box));

    await page.goto('about:blank');
    const bare = await during(page, () => pinchAndPan(cdp, box));
    await context.close();
    // The first run only warms the server and the browser.
    if (run === 0) continue;
    for (const cache of ['empty', 'filled']) first[cache].push(noted[cache]);
    crosshairs.push(pointed.steps);
    intervals.chart.push(gestured.intervals);
    longTasks.push(gestured.longTasks);
    intervals.reference.push(bare.intervals);
    referenceSteps.push(bare.steps);
  }

  sayLoad();
  print('The first chart', ['cache', 'answer read', 'server\'s picture painted', 'chart drawn', 'slowest'], ['empty', 'filled'].map((cache) => {
    const of = (mark: keyof Marks) => first[cache].map((noted) => noted[mark]);
    return [cache, ...(['answered', 'painted', 'chart'] as const).map((mark) => ms(median(of(mark)))), ms(Math.max(...of('chart')))];
  }));
  const frameRow = (name: string, runs: number[][]) => {
    const all = runs.flat();
    return [
      name, String(all.length), ms(median(all)), ms(quantile(all, 0.95)),
      percent(shareOf(all, (interval) => interval < 33)),
      percent(shareOf(all, (interval) => interval < 34)),
      runs.map((run) => percent(shareOf(run, (interval) => interval < 33))).join(', '),
    ];
  };
  print('Frames while fingers pinch and pan', ['page', 'frames', 'median', '95 % within', 'under 33 ms', 'under 34 ms', 'under 33 ms, by run'], [
    frameRow('chart of all lanes', intervals.chart),
    frameRow('empty page', intervals.reference),
  ]);
  console.log(`long tasks in each run: ${longTasks.map((tasks) => `${tasks.length} (${ms(Math.max(0, ...tasks))} at most)`).join(', ')}`);
  const stepRow = (name: string, runs: Step[][]) => {
    const latency = runs.flat().map((step) => step.latency);
    const work = runs.flat().map((step) => step.work);
    return [name, String(work.length), ms(median(work)), ms(quantile(work, 0.95)), ms(median(latency)), ms(quantile(latency, 0.95)), percent(shareOf(work, (time) => time < 16))];
  };
  print('From a finger to the crosshair', ['page', 'moves', 'work', '95 % within', 'with the wait for the screen', '95 % within', 'work under 16 ms'], [
    stepRow('chart of all lanes', crosshairs),
    stepRow('empty page', referenceSteps),
  ]);
});
