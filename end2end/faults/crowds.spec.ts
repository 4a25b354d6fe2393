import { connect, type Socket } from 'node:net';
import { expect, test, until, Visitor, type Server } from './support/test';

/** How many connections do nothing at the same time. */
const IDLE = 2_000;

/** How many are slow at the same time. */
const SLOW = 300;

/** Until when slow clients must be gone, in ms: twice what a server puts up with. */
const CUT_OFF_MS = 60_000;

/** Opens a connection that says something, or nothing. */
function dial(server: Server, words = ''): Socket {
  const socket = connect(Number(new URL(server.origin).port), '127.0.0.1');
  socket.on('error', () => {});
  if (words) socket.write(words);
  return socket;
}

test('a crowd of idle connections and few files to open: whoever waits is answered, and nothing stays open', async ({ stage }) => {
  const server = await stage.serve({ data: stage.folder, through: ['prlimit', '--nofile=256:256'] });
  const coach = await Visitor.signedIn(server.origin);
  const { pages } = await coach.reviewed();
  const before = server.openFiles();
  const crowd = [...Array(IDLE)].map(() => dial(server));
  try {
    await until('the server is full', async () => server.log.includes('as many connections as there may be'));
    // What the server needs files for besides goes on: it fetches and reads.
    expect(server.openFiles()).toBeLessThan(250);
    const waiting = (await Visitor.at(server.origin)).get('/healthz');
    // Those before are cut off, turn by turn.
    await until('some are cut off', async () => crowd.filter((socket) => socket.closed).length > 100, CUT_OFF_MS);
    for (const socket of crowd) socket.destroy();
    expect((await waiting).status).toBe(200);
  } finally {
    for (const socket of crowd) socket.destroy();
  }
  for (const path of pages) expect((await coach.get(path)).status, path).toBe(200);
  await until('nothing stays open', async () => server.openFiles() <= before, CUT_OFF_MS);
  expect(server.log).not.toMatch(/Too many open files|panicked/);
});

test('clients that send a byte a second keep nobody from being served, and are cut off', async ({ stage }) => {
  const server = await stage.serve({ data: stage.folder });
  const coach = await Visitor.signedIn(server.origin);
  const { pages } = await coach.reviewed();
  const slow = [...Array(SLOW)].map(() => dial(server, 'GET /teams HTTP/1.1\r\n'));
  const drip = setInterval(() => slow.forEach((socket) => socket.writable && socket.write('x')), 1_000);
  try {
    for (const path of pages) expect((await coach.get(path)).status, path).toBe(200);
    await until('they are cut off', async () => slow.every((socket) => socket.closed), CUT_OFF_MS);
    for (const path of pages) expect((await coach.get(path)).status, path).toBe(200);
  } finally {
    clearInterval(drip);
    for (const socket of slow) socket.destroy();
  }
});

test('clients that send a body without an end are refused, fast or slow', async ({ stage }) => {
  const server = await stage.serve({ data: stage.folder });
  const head = 'POST /api/ui/pause_sync HTTP/1.1\r\nHost: x\r\nSec-Fetch-Site: same-origin\r\nContent-Type: application/x-www-form-urlencoded\r\n';
  const heard = (socket: Socket) => {
    let text = '';
    socket.on('data', (part) => (text += part));
    return () => text;
  };
  const declared = dial(server, `${head}Content-Length: 10000000000\r\n\r\n`);
  const said = heard(declared);
  await until('a length that is too large is refused', async () => said().startsWith('HTTP/1.1 413'));
  declared.destroy();
  const slow = dial(server, `${head}Content-Length: 1000\r\n\r\npaused=`);
  const saidToSlow = heard(slow);
  const drip = setInterval(() => slow.writable && slow.write('t'), 1_000);
  try {
    await until('a body that does not end is given up', async () => /^HTTP\/1.1 503/.test(saidToSlow()) || slow.closed, CUT_OFF_MS);
  } finally {
    clearInterval(drip);
    slow.destroy();
  }
});

test('clients that do not read their answers keep nobody from being served, and are cut off', async ({ stage }) => {
  const server = await stage.serve({ data: stage.folder });
  const coach = await Visitor.signedIn(server.origin);
  const { pages } = await coach.reviewed();
  const cookie = await coach.cookies();
  const before = server.openFiles();
  // More answers than the operating system's buffers take.
  const questions = `GET ${pages.at(-1)} HTTP/1.1\r\nHost: x\r\nCookie: ${cookie}\r\n\r\n`.repeat(60);
  const slow = [...Array(20)].map(() => dial(server, questions).pause());
  try {
    await until('they wait', async () => server.openFiles() >= before + slow.length);
    for (const path of pages) expect((await coach.get(path)).status, path).toBe(200);
    await until('they are cut off', async () => server.openFiles() <= before, 2 * CUT_OFF_MS);
  } finally {
    for (const socket of slow) socket.destroy();
  }
});

test('many pages that are asked for at once while they are fetched all come', async ({ stage }) => {
  const server = await stage.serve({ data: stage.folder });
  const coach = await Visitor.signedIn(server.origin);
  const { sessions } = await coach.reviewed();
  for (let round = 0; round < 4; round++) {
    const pages = await Promise.all(sessions.slice(0, 30).map((id) => coach.tryGet(`/sessions/${id}?from=600000&to=1200000`)));
    expect(pages.filter(({ status }) => status !== 200), server.log).toEqual([]);
  }
  expect(server.log).not.toContain('panicked');
});
