import { readFileSync, writeFileSync } from 'node:fs';
import { get, type IncomingMessage } from 'node:http';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { ids, type Visitor as Coach } from '../faults/support/visitor';
import { expect, test, until, Visitor, type Server } from '../faults/support/test';
import { wrk } from './wrk';

const minutes = Number(process.env.LOAD_MINUTES ?? 15);
const tablets = Number(process.env.LOAD_TABLETS ?? 200);

/** What has to hold. */
const WINDOW_P99_MS = 150;
const MEMORY_GROWTH = 0.05;

/** How long the server runs warm before anything is measured, in s. */
const WARM_UP_S = 60;

const person = fileURLToPath(new URL('person.lua', import.meta.url));

test(`${tablets} tablets review for ${minutes} min while a sync runs`, async ({ stage }) => {
  await stage.polarPort(['--latency-ms', '1000']);
  const server = await stage.serve({ data: stage.folder, env: asInstalled(), through: onTwoCores() });
  const coach = await Visitor.signedIn(server.origin);
  const asked = await reviewedByAll(coach);
  const staff = await opened(coach, asked.team);
  const cookies = join(stage.folder, 'cookies');
  writeFileSync(cookies, staff.join('\n'));
  const quiet = await settled(server);

  const streams = await listen(server, staff);
  const run = (seconds: number) =>
    Promise.all([
      wrk(server.origin, person, { ...asked.windows, connections: tablets, pause_ms: 4_000, cookies, seconds }),
      wrk(server.origin, person, { ...asked.figures, connections: Math.ceil(tablets / 2), pause_ms: 10_000, cookies, seconds }),
      wrk(server.origin, person, { ...asked.pages, connections: Math.ceil(tablets / 8), pause_ms: 10_000, cookies, seconds }),
    ]);
  await run(WARM_UP_S);
  const before = await done(coach);
  const memory = sample(server);
  const [windows, figures, pages] = await run(minutes * 60);
  const { first, last, all } = memory();
  const fetched = (await done(coach)) - before;
  streams.stop();
  const files = await settled(server);

  console.table({ windows, figures, pages });
  console.table({
    'told by event streams': streams.told(),
    'streams that broke': streams.broken(),
    'parts fetched meanwhile': fetched,
    'memory, first third (MB)': Math.round(first),
    'memory, last third (MB)': Math.round(last),
    'memory, most (MB)': Math.round(Math.max(...all)),
    'open files before': quiet,
    'open files after': files,
  });
  expect.soft(windows!.errors + figures!.errors + pages!.errors, 'errors').toBe(0);
  expect.soft(streams.broken(), 'streams that broke').toBe(0);
  expect.soft(windows!.p99_ms, 'p99 of windows, in ms').toBeLessThan(WINDOW_P99_MS);
  expect.soft(last, 'memory in the last third, in MB').toBeLessThan(first * (1 + MEMORY_GROWTH));
  expect.soft(files, 'open files').toBeLessThanOrEqual(quiet);
  expect.soft(fetched, 'a sync runs').toBeGreaterThan(0);
  expect.soft(server.log, 'nothing broke').not.toMatch(/panicked|ERROR/);
});

/** What has a program run on two cores of a machine that has more. */
function onTwoCores(): string[] {
  return availableParallelism() > 2 ? ['taskset', '--cpu-list', '0,1'] : [];
}

/** What the service is told about its memory where it is installed as the documentation says. */
function asInstalled() {
  const unit = readFileSync(new URL('../../docs/deploy/touchline.service', import.meta.url), 'utf8');
  const [, arenas] = /^Environment=MALLOC_ARENA_MAX=(\d+)$/m.exec(unit)!;
  return { MALLOC_ARENA_MAX: arenas! };
}

/** Opens the newest match, so that all of it is here, and tells what tablets ask of it. */
async function reviewedByAll(coach: Coach) {
  const [team] = ids(await coach.complete('/teams'), '/teams/');
  const list = await coach.complete(`/teams/${team}?type=MATCH`);
  const [session] = ids(list.split('class="sessions"')[1] ?? '', '/sessions/');
  const players = ids(await coach.complete(`/sessions/${session}?from=60000&to=1200000`), `/sessions/${session}/players/`);
  const window = (player: string) => `/api/v1/player-sessions/${player}/series?points=1000&channels=hr,speed&from_ms=FROM&to_ms=TO`;
  const figure = (player: string) =>
    `/api/ui/player-figures?session_id=${session}&player_session_id=${player}&window[from_ms]=FROM&window[to_ms]=TO`;
  const pages = ['/teams', `/teams/${team}`, `/sessions/${session}`, `/sessions/${session}?from=600000&to=1200000`];
  pages.push(...players.map((player) => `/sessions/${session}/players/${player}`));
  for (const page of pages) await coach.complete(page);
  return { team: team!, windows: { paths: players.map(window) }, figures: { paths: players.map(figure) }, pages: { paths: pages } };
}

/** The cookies of tablets that have each opened a pass of their own. */
async function opened(coach: Coach, team: string): Promise<string[]> {
  const cookies: string[] = [];
  for (let i = 0; i < tablets; i++) {
    const made = await coach.post('/passes', { label: `Tablet ${i}`, team, days: '1', health: 'yes' });
    const ticket = /\/pass#(\w+)/.exec(made.text)?.[1];
    if (!ticket) throw new Error(`no pass was made: ${made.status}`);
    const tablet = await Visitor.at(coach.origin);
    const answer = await tablet.post('/pass', { ticket });
    if (answer.status !== 200) throw new Error(`a pass was not opened: ${answer.status}`);
    cookies.push(await tablet.cookies());
  }
  return cookies;
}

/** How many parts of what Polar has are here. */
async function done(coach: Coach): Promise<number> {
  return (JSON.parse((await coach.get('/api/v1/progress')).text) as { done: number }).done;
}

/** How many files are open once all connections have ended. */
async function settled(server: Server): Promise<number> {
  let last = NaN;
  return until('connections have ended', async () => {
    await new Promise((resolve) => setTimeout(resolve, 20_000));
    const files = server.openFiles();
    if (files === last) return files;
    last = files;
    return undefined;
  }, 180_000);
}

/** Looks at the memory every few seconds until it is asked what it was, in MB. */
function sample(server: Server) {
  const all: number[] = [];
  const timer = setInterval(() => all.push(server.memory_mb()), 2_000);
  return () => {
    clearInterval(timer);
    const third = Math.floor(all.length / 3);
    const mean = (values: number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
    return { first: mean(all.slice(0, third)), last: mean(all.slice(-third)), all };
  };
}

/** Listens to what is fetched, with each of the cookies; who is hung up on listens again, as browsers do. */
async function listen(server: Server, cookies: string[]) {
  let [told, broken, stopped] = [0, 0, false];
  const open = new Set<IncomingMessage>();
  const dial = (cookie: string) => {
    get(`${server.origin}/api/v1/progress/events`, { headers: { cookie }, agent: false }, (answer) => {
      if (answer.statusCode !== 200) broken += 1;
      open.add(answer);
      answer.on('data', (text: Buffer) => (told += text.includes('data:') ? 1 : 0));
      answer.on('error', () => (broken += stopped ? 0 : 1));
      answer.on('close', () => {
        open.delete(answer);
        if (!stopped) dial(cookie);
      });
    }).on('error', () => (broken += stopped ? 0 : 1));
  };
  for (const cookie of cookies) dial(cookie);
  await until('everybody is told something', async () => told >= cookies.length);
  const stop = () => {
    stopped = true;
    for (const answer of open) answer.destroy();
  };
  return { stop, told: () => told, broken: () => broken };
}
