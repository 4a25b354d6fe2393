import { loadavg } from 'node:os';
import type { Browser, BrowserContext, CDPSession, Page } from '@playwright/test';
import { cookiesOf, drawnChart, openMatch, playerLinks, complete, expect } from '../../support/test';
import { probe } from './probe';

/** How much slower the page's main thread is than this machine: about a tablet that is some years old. */
export const SLOWER = 4;

/** How often everything is measured. */
export const RUNS = 5;

/** A browser's window on a slow tablet: signed in, with nothing in its cache, and all lanes wanted. */
export async function tablet(browser: Browser, baseURL: string): Promise<{ context: BrowserContext; page: Page; cdp: CDPSession }> {
  const context = await browser.newContext({
    baseURL,
    storageState: cookiesOf('first'),
    viewport: { width: 1024, height: 768 },
    hasTouch: true,
    serviceWorkers: 'block',
  });
  await context.addCookies([{ name: 'touchline_preferences', value: 'lanes01234567', url: baseURL }]);
  const page = await context.newPage();
  await probe(page);
  const cdp = await context.newCDPSession(page);
  await cdp.send('Emulation.setCPUThrottlingRate', { rate: SLOWER });
  return { context, page, cdp };
}

/** The address of a player's recording of a match, once the server has all of it. */
export async function recording(page: Page): Promise<string> {
  await openMatch(page);
  await playerLinks(page).nth(3).click();
  await expect(page).toHaveURL(/\/players\//);
  await complete(page);
  await drawnChart(page);
  return page.url();
}

/** Says what else the machine has to do: where that is much, measure again. */
export function sayLoad(): void {
  console.log(`load of the machine: ${loadavg().map((load) => load.toFixed(1)).join(', ')}`);
}
