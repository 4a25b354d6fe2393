import AxeBuilder from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { expect, runsScripts, test } from './test';

/** Whether axe looks: it is a script itself, and finds nothing else where fingers take the place of a mouse. */
const looks = () => runsScripts() && !test.info().project.use.hasTouch;

/** A phone, tablets both ways and a desk. */
const widths = [390, 768, 1024, 1440];

/** Where axe looks at the whole; in between only the layout is looked at. */
const looked = [390, 1024, 1440];

/**
 * Nothing sticks out sideways at any width, and axe finds nothing in light and dark. In sunlight colours alone differ,
 * so axe looks at these alone, once.
 */
export async function expectSound(page: Page): Promise<void> {
  for (const width of widths) {
    await page.setViewportSize({ width, height: 800 });
    const overflow = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
    expect(overflow, `${page.url()} at ${width} px sticks out`).toBeLessThanOrEqual(0);
    if (!looks() || !looked.includes(width)) continue;
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
      await expectNoFinding(page, new AxeBuilder({ page }), `${width} px, ${colorScheme}`);
    }
  }
  if (!looks()) return;
  const chosen = await page.evaluate(() => document.documentElement.dataset.theme);
  await page.evaluate(() => { document.documentElement.dataset.theme = 'sunlight'; });
  await expectNoFinding(page, new AxeBuilder({ page }).withRules(['color-contrast']), 'sunlight');
  await page.evaluate((theme) => {
    if (theme === undefined) delete document.documentElement.dataset.theme;
    else document.documentElement.dataset.theme = theme;
  }, chosen);
}

async function expectNoFinding(page: Page, axe: AxeBuilder, where: string): Promise<void> {
  const { violations } = await axe.analyze();
  const findings = violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html).join(' ')}`);
  expect(findings, `${page.url()} at ${where}`).toEqual([]);
}
