import type { Page } from '@playwright/test';

/** An input event and the frame that shows what came of it, in ms. */
export interface Step {
  /** From when the browser got the event until the page's main thread was done with the frame. */
  latency: number;
  /** The same from when the page got the event: without the wait for the screen's next refresh. */
  work: number;
}

interface Probe {
  /** When the chart that the browser draws was first in a finished frame, in ms from the start of the navigation. */
  chart?: number;
  steps: Step[];
  frames: number[];
  longTasks: number[];
}

declare global {
  interface Window {
    probe: Probe;
  }
}

/** Lets a page note what it does when, from its first script on. */
export async function probe(page: Page): Promise<void> {
  await page.addInitScript(() => {
    const noted: Probe = { steps: [], frames: [], longTasks: [] };
    window.probe = noted;
    // A message that is sent while a frame is made arrives when it is finished.
    const { port1: finished, port2: frame } = new MessageChannel();
    const waiting: (() => void)[] = [];
    finished.onmessage = () => waiting.splice(0).forEach((then) => then());
    const afterFrame = (then: () => void) => {
      waiting.push(then);
      frame.postMessage(null);
    };
    new MutationObserver((_, observer) => {
      if (!document.querySelector('.chart[data-ready]')) return;
      observer.disconnect();
      requestAnimationFrame(() => afterFrame(() => (noted.chart = performance.now())));
    }).observe(document, { subtree: true, attributeFilter: ['data-ready'] });
    new PerformanceObserver((list) => noted.longTasks.push(...list.getEntries().map(({ duration }) => duration)))
      .observe({ type: 'longtask' });
    for (const name of ['pointermove', 'wheel']) {
      const onInput = ({ timeStamp }: Event) => {
        const got = performance.now();
        requestAnimationFrame(() => afterFrame(() => {
          const drawn = performance.now();
          noted.steps.push({ latency: drawn - timeStamp, work: drawn - got });
        }));
      };
      // The first listener of all.
      window.addEventListener(name, onInput, { capture: true, passive: true });
    }
  });
}

/** What the page notes while something is done: input steps, the time from frame to frame, long tasks. */
export async function during(page: Page, act: () => Promise<void>): Promise<{ steps: Step[]; intervals: number[]; longTasks: number[] }> {
  await page.evaluate(() => {
    const frames: number[] = [];
    Object.assign(window.probe, { steps: [], frames, longTasks: [] });
    const onFrame = (time: number) => {
      if (window.probe.frames !== frames) return;
      frames.push(time);
      requestAnimationFrame(onFrame);
    };
    requestAnimationFrame(onFrame);
  });
  await act();
  const { steps, frames, longTasks } = await page.evaluate(
    // Steps are noted with their frames, long tasks a little later.
    () => new Promise<Probe>((resolve) => setTimeout(() => resolve(window.probe), 200)),
  );
  return { steps, intervals: frames.slice(1).map((time, i) => time - frames[i]), longTasks };
}
