import { test as base, expect, type Locator, type Page } from '@playwright/test';
import { startDemo } from './demo';

/** The two coaches of the stand-in service, who see different teams: first and last on its consent page. */
export type Coach = 'first' | 'second';

/** Where a coach's cookies are kept between the setup and the tests that use them. */
export const cookiesOf = (coach: Coach) => `test-results/cookies/${coach}.json`;

/** Every test fails when the page logs an error: the cheapest detector of a page that does not hydrate. */
export const test = base.extend<{
  ownDemo: string[] | undefined;
  expectedErrors: RegExp[];
  consoleErrors: void;
  fingers: void;
}>({
  /** The options of a demo that runs for the test alone; without them the test shares one with all others. */
  ownDemo: [undefined, { option: true }],
  baseURL: async ({ ownDemo, baseURL }, use) => {
    if (!ownDemo) return use(baseURL);
    const demo = await startDemo(ownDemo);
    await use(demo.origin);
    await demo.stop();
  },
  /** Errors that the test itself provokes, such as the status of a page that is not there. */
  expectedErrors: [[], { option: true }],
  consoleErrors: [
    async ({ page, expectedErrors }, use) => {
      const errors: string[] = [];
      page.on('console', (message) => {
        if (message.type() === 'error') errors.push(`${message.text()} (${message.location().url})`);
      });
      page.on('pageerror', (error) => errors.push(String(error)));
      await use();
      const unexpected = errors.filter((error) => !expectedErrors.some((expected) => expected.test(error)));
      expect(unexpected, 'the console shows no errors').toEqual([]);
    },
    { auto: true },
  ],
  /** Where the screen is touched, what tests click is tapped. */
  fingers: [
    async ({ page, hasTouch }, use) => {
      const locator: Locator = Object.getPrototypeOf(page.locator('html'));
      const { click } = locator;
      if (hasTouch) locator.click = locator.tap;
      await use();
      locator.click = click;
    },
    { auto: true },
  ],
});

export { expect };

/** Walks through the consent page as one of the two coaches, from a page that offers to sign in. */
export async function signIn(page: Page, coach: Coach): Promise<void> {
  await askToSignIn(page);
  const choices = page.getByRole('radio');
  await (coach === 'first' ? choices.first() : choices.last()).check();
  await page.getByRole('button', { name: 'Grant access' }).click();
}

/** Goes to the consent page. */
export async function askToSignIn(page: Page): Promise<void> {
  await page.getByRole('link', { name: /Sign in with Polar/ }).click();
  await expect(page.getByRole('heading', { name: 'Grant access to your teams?' })).toBeVisible();
}

/** Opens a page and waits until the browser has taken it over, if it runs scripts at all. */
export async function open(page: Page, path: string): Promise<void> {
  await page.goto(path);
  await takenOver(page);
}

/** Whether the browser runs scripts in this project. */
export const runsScripts = () => test.info().project.use.javaScriptEnabled !== false;

/** Waits until the browser has taken over the page that the server rendered, if it runs scripts at all. */
export async function takenOver(page: Page): Promise<void> {
  if (runsScripts()) await expect(page.locator('html')).toHaveAttribute('data-hydrated', 'true');
}

/** Waits until everything of the page has come from Polar; without scripts the page reloads itself. */
export async function complete(page: Page): Promise<void> {
  await expect(page.locator('.progress, .skeleton-head')).toHaveCount(0, { timeout: 45_000 });
}

/** From the list of teams to the coach's first team. */
export async function followFirstTeam(page: Page): Promise<void> {
  await page.getByRole('main').getByRole('heading', { level: 2 }).getByRole('link').first().click();
  // The old page stays until the new one's part of the program is there.
  await expect(page.getByRole('region', { name: /^(Roster|Kader)/ })).toBeVisible();
}

/** Opens the coach's first team, with everything that Polar has of it. */
export async function openTeam(page: Page): Promise<void> {
  await open(page, '/teams');
  await followFirstTeam(page);
  await complete(page);
}

/** Opens the newest match of the coach's first team. */
export async function openMatch(page: Page): Promise<void> {
  await open(page, '/teams');
  await followFirstTeam(page);
  await page.getByLabel('Type').selectOption('MATCH');
  await page.getByRole('button', { name: 'Filter' }).click();
  await expect(page).toHaveURL(/type=MATCH/);
  await sessionLinks(page).first().click();
  await expect(page).toHaveURL(/\/sessions\//);
  // The address changes before the page does.
  await expect(page.getByRole('region', { name: /^Squad( \d+)?$/ })).toBeVisible();
  await complete(page);
}

/** The sessions in the list of a team's page. */
export const sessionLinks = (page: Page): Locator => page.getByRole('region', { name: 'Sessions' }).getByRole('rowheader').getByRole('link');

/** The players in the squad table of a session's page, those with a recording. */
export const playerLinks = (page: Page): Locator =>
  page.getByRole('region', { name: /^Squad( \d+)?$/ }).getByRole('rowheader').getByRole('link');

/** The chart of a player's page, once the browser draws it. */
export async function drawnChart(page: Page): Promise<Locator> {
  const chart = page.locator('figure.chart[data-ready=true]');
  await expect(chart).toBeVisible({ timeout: 30_000 });
  return chart;
}

/** The window that the chart shows, in ms. */
export async function windowOf(chart: Locator): Promise<{ from: number; to: number; length: number }> {
  const from = Number(await chart.getAttribute('data-from'));
  const to = Number(await chart.getAttribute('data-to'));
  return { from, to, length: to - from };
}
