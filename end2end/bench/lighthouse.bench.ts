import { chromium } from '@playwright/test';
import lighthouse, { type Result } from 'lighthouse';
import { cookiesOf, expect, openMatch, playerLinks, complete, test } from '../support/test';
import { freePort } from '../support/port';
import { median, ms, print } from './support/numbers';
import { RUNS, sayLoad } from './support/tablet';

test.use({ storageState: cookiesOf('first') });

const CATEGORIES = ['performance', 'accessibility', 'best-practices'];

/** What costs points, in words. */
function findings({ audits, categories }: Result): string[] {
  const asked = Object.values(categories).flatMap(({ auditRefs }) => auditRefs.filter(({ weight }) => weight > 0));
  return asked
    .map(({ id }) => audits[id])
    .filter(({ score }) => score !== null && score < 0.9)
    .map(({ id, title, displayValue }) => [id, title, displayValue].filter(Boolean).join(': '));
}

test('lighthouse', async ({ page, context, baseURL, launchOptions }) => {
  const pages: Record<string, string> = { home: `${baseURL}/`, teams: `${baseURL}/teams` };
  await openMatch(page);
  pages.session = page.url();
  pages.team = new URL((await page.getByRole('main').getByRole('link').evaluateAll((links: HTMLAnchorElement[]) =>
    links.map(({ pathname }) => pathname).find((path) => /^\/teams\/[^/]+$/.test(path))))!, baseURL).href;
  await playerLinks(page).nth(3).click();
  await expect(page).toHaveURL(/\/players\//);
  await complete(page);
  pages.player = page.url();

  const port = await freePort();
  const browser = await chromium.launch({ ...launchOptions, args: [...launchOptions.args!, `--remote-debugging-port=${port}`] });
  const rows: string[][] = [];
  const found = new Set<string>();
  const speeds: number[] = [];
  for (const [name, address] of Object.entries(pages)) {
    // Who is signed in does not see the home page.
    if (name !== 'home') await (await browser.newBrowserCDPSession()).send('Storage.setCookies', { cookies: await context.cookies() });
    const results: Result[] = [];
    for (let run = 0; run < RUNS; run++) {
      // Its own settings are those of a phone: a slow processor and a slow network, both reckoned, not waited for.
      const answer = await lighthouse(address, { port: Number(port), onlyCategories: CATEGORIES, logLevel: 'error' });
      const { runtimeError } = answer!.lhr;
      if (runtimeError) throw new Error(`${name}: ${runtimeError.message}`);
      speeds.push(answer!.lhr.environment.benchmarkIndex);
      results.push(answer!.lhr);
    }
    const score = (category: string) => String(Math.round(100 * median(results.map(({ categories }) => categories[category].score!))));
    const value = (audit: string) => median(results.map(({ audits }) => audits[audit].numericValue!));
    rows.push([
      name, ...CATEGORIES.map(score),
      ms(value('largest-contentful-paint')), value('cumulative-layout-shift').toFixed(3), ms(value('total-blocking-time')),
    ]);
    results.flatMap(findings).forEach((finding) => found.add(`${name}: ${finding}`));
  }
  await browser.close();

  sayLoad();
  console.log(`speed of the machine, by Lighthouse: ${speeds.join(', ')}`);
  print('Lighthouse', ['page', 'performance', 'accessibility', 'best practices', 'LCP', 'CLS', 'TBT'], rows);
  console.log([...found].join('\n'));
});
