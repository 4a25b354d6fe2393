import type { Page } from '@playwright/test';
import { expectSound } from '../support/sound';
import {
  complete, cookiesOf, drawnChart, expect, followFirstTeam, open, openMatch, playerLinks, runsScripts, takenOver, test,
} from '../support/test';

test.use({ storageState: cookiesOf('first') });

const widths = [390, 1024, 1440];

/**
 * Controls that a finger misses, with the size that it can hit: from the middle outwards to where another element
 * takes the tap. The blocks of the timeline are looked at on their own, because neighbours may cover each other: each
 * has a link below. So has each day of a calendar.
 */
async function tooSmall(page: Page): Promise<string[]> {
  return page.locator('a, button, input, select, summary').evaluateAll((controls) => {
    const shown = (control: Element) => {
      const { width, height } = control.getBoundingClientRect();
      return width > 1 && height > 1 && getComputedStyle(control).visibility === 'visible';
    };
    const reach = (control: Element, [x, y]: [number, number], [right, down]: [number, number]) => {
      let px = 0;
      const hits = () => {
        const hit = document.elementFromPoint(x + right * px, y + down * px);
        return hit !== null && (control.contains(hit) || control.closest('label')?.contains(hit) === true);
      };
      while (px < 44 && hits()) px += 0.5;
      return px;
    };
    return controls
      .filter((control) => shown(control) && !control.closest('svg, .calendar__table') && !control.matches('.skip-link'))
      .flatMap((control) => {
        control.scrollIntoView({ block: 'center', behavior: 'instant' });
        const { left, top, width, height } = control.getBoundingClientRect();
        const middle: [number, number] = [left + width / 2, top + height / 2];
        const across = reach(control, middle, [-1, 0]) + reach(control, middle, [1, 0]);
        const down = reach(control, middle, [0, -1]) + reach(control, middle, [0, 1]);
        // The edges themselves lie between two steps.
        const ok = across >= 43 && down >= 43;
        return ok ? [] : [`${control.textContent?.trim() || control.outerHTML}: ${across} by ${down} px`];
      });
  });
}

test.describe('for fingers', () => {
  test('every control is large enough', async ({ page }) => {
    const measured = async () => {
      for (const width of [390, 1024]) {
        await page.setViewportSize({ width, height: 800 });
        expect(await tooSmall(page), `${page.url()} at ${width} px`).toEqual([]);
      }
    };
    await open(page, '/teams');
    await complete(page);
    await measured();
    await openMatch(page);
    await measured();
    await page.goBack();
    await expect(page.getByRole('region', { name: 'Sessions' })).toBeVisible();
    await complete(page);
    await measured();
    await openMatch(page);
    await playerLinks(page).nth(3).click();
    await expect(page).toHaveURL(/\/players\//);
    await complete(page);
    if (runsScripts()) await drawnChart(page);
    await expect(page.locator('.chart')).toBeVisible();
    await measured();
  });

  test('the blocks of the timeline are as high as a finger needs', async ({ page }) => {
    await openMatch(page);
    for (const width of widths) {
      await page.setViewportSize({ width, height: 800 });
      const targets = await page.locator('.timeline__target').evaluateAll((rects) =>
        rects.map((rect) => {
          const { width, height } = rect.getBoundingClientRect();
          return Math.min(width, height);
        }),
      );
      expect(targets.length).toBeGreaterThan(0);
      for (const side of targets) expect(side).toBeGreaterThanOrEqual(43.9);
      // However narrow a block is, its middle is its own.
      const strangers = await page.locator('.timeline__phase').evaluateAll((links) =>
        links.filter((link) => {
          const { left, top, width, height } = link.querySelector('.timeline__block')!.getBoundingClientRect();
          return document.elementFromPoint(left + width / 2, top + height / 2)?.closest('a') !== link;
        }).length,
      );
      expect(strangers).toBe(0);
    }
  });
});

test('names on the timeline are whole or out of sight', async ({ page }) => {
  await openMatch(page);
  for (const width of [320, ...widths]) {
    await page.setViewportSize({ width, height: 800 });
    const names = await page.locator('.timeline foreignObject').evaluateAll((blocks) =>
      blocks.map((element) => {
        const block = element.getBoundingClientRect();
        const name = element.querySelector('span')!.getBoundingClientRect();
        if (name.top >= block.bottom) return 'out of sight';
        const whole = name.left >= block.left && name.right <= block.right && name.bottom <= block.bottom;
        return whole ? 'whole' : 'chopped';
      }),
    );
    expect(names, `at ${width} px`).not.toContain('chopped');
    if (width >= 1024) expect(names, `at ${width} px`).toContain('whole');
  }
});

test('without scripts the chart leaves no room for its buttons', async ({ page }) => {
  await openMatch(page);
  await playerLinks(page).nth(3).click();
  await expect(page).toHaveURL(/\/players\//);
  await complete(page);
  const tools = page.locator('.chart__tools');
  if (runsScripts()) await expect(tools).toBeVisible();
  else expect(await tools.boundingBox()).toBeNull();
});

test('the team pages are sound at every width', async ({ page }) => {
  await open(page, '/teams');
  await complete(page);
  await expectSound(page);
  await page.setViewportSize({ width: 1024, height: 768 });
  await followFirstTeam(page);
  await complete(page);
  await expectSound(page);
});

test('the session page is sound at every width', async ({ page }) => {
  await openMatch(page);
  await expectSound(page);
});

test('the player’s page is sound at every width', async ({ page }) => {
  await openMatch(page);
  await playerLinks(page).nth(3).click();
  await expect(page).toHaveURL(/\/players\//);
  await takenOver(page);
  await complete(page);
  await expect(page.locator('.chart')).toBeVisible();
  await expectSound(page);
});

test('recordings side by side are sound at every width', async ({ page }) => {
  await openMatch(page);
  const panel = page.locator('.settings--compare');
  await panel.locator('summary').click();
  for (const place of [0, 1, 2, 3]) await panel.getByRole('checkbox').nth(place).check();
  await panel.getByRole('button', { name: 'Compare' }).click();
  await expect(page).toHaveURL(/\/compare\?of=/);
  await takenOver(page);
  await complete(page);
  await expect(page.locator('.chart')).toBeVisible();
  await expectSound(page);
  for (const width of [390, 1024]) {
    await page.setViewportSize({ width, height: 800 });
    expect(await tooSmall(page), `at ${width} px`).toEqual([]);
  }
});

test.describe('without a sign-in', () => {
  test.use({ storageState: { cookies: [], origins: [] }, expectedErrors: [/status of 40[14]/] });

  test('home, the sign-in notice, the page for offline and a missing page are sound at every width', async ({ page }) => {
    for (const path of ['/', '/?problem=denied', '/teams', '/offline', '/no/such/page']) {
      await open(page, path);
      await expectSound(page);
    }
  });
});
