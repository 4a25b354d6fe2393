import { complete, expect, followFirstTeam, open, sessionLinks, signIn, takenOver, test } from '../support/test';

test.describe('when Polar is slow', () => {
  test.use({ ownDemo: ['--latency-ms', '1500'] });

  test('a session that nobody has opened yet fills in by itself, player by player', async ({ page }) => {
    await open(page, '/');
    await signIn(page, 'first');
    await takenOver(page);
    await complete(page);
    await followFirstTeam(page);
    await complete(page);
    // Fetching in the background begins with the newest, so that this one is far from its turn.
    const session = (await sessionLinks(page).last().getAttribute('href')) ?? '';
    const byItself: boolean[] = [];
    page.on('request', (request) => {
      if (new URL(request.url()).pathname === '/api/ui/session') byItself.push('unattended' in request.headers());
    });
    // Figures of a part need everybody's recording, and these come a few at a time.
    await open(page, `${session}?from=600000&to=1800000`);
    await page.evaluate(() => document.documentElement.setAttribute('data-same-document', ''));

    const squad = page.getByRole('region', { name: /^Squad( \d+)?$/ });
    const toCome = squad.getByRole('row', { name: /still to come/ });
    await expect(toCome.first()).toBeVisible({ timeout: 30_000 });
    const counts: number[] = [];
    await expect
      .poll(
        async () => {
          const count = await toCome.count();
          if (count !== counts.at(-1)) counts.push(count);
          return count;
        },
        { intervals: [200], timeout: 60_000 },
      )
      .toBe(0);
    expect(counts.length, `the players to come: ${counts}`).toBeGreaterThan(2);
    expect(counts, 'nobody goes again').toEqual([...counts].sort((a, b) => b - a));
    await complete(page);
    await expect(page.locator('html[data-same-document]')).toHaveCount(1);

    // What the page asks for by itself keeps nobody signed in; what somebody asks for does.
    expect(byItself.length).toBeGreaterThan(0);
    expect(byItself).not.toContain(false);
    await page.getByRole('link', { name: 'Whole session' }).click();
    await expect.poll(() => byItself.at(-1)).toBe(false);
  });
});

test.describe('when Polar sends something that cannot be read', () => {
  // What the client itself tries again would heal before anybody saw it.
  test.use({ ownDemo: ['--fault', 'endless@session-summary:next=1'] });

  test('it is told in plain words and goes away when it is tried again', async ({ page }) => {
    await open(page, '/');
    await signIn(page, 'first');
    await open(page, '/sync');
    const setback = page.getByRole('main').getByText(
      '1 player’s summary: Polar sent something that Touchline cannot read.',
    );
    await expect(setback).toBeVisible({ timeout: 60_000 });
    await page.getByRole('button', { name: 'Try again now' }).click();
    await expect(setback).toHaveCount(0);
    await expect(page.getByText('That did not work')).toHaveCount(0);
  });
});
