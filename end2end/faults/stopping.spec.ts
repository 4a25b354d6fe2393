import { connect } from 'node:net';
import { expect, test, until, Visitor } from './support/test';

/** How long a server may take to stop, in ms. */
const GRACE_MS = 10_000;

test('a server that is told to stop while it fetches, streams and sends ends in time, and the next one goes on', async ({ stage }) => {
  await stage.polarPort(['--latency-ms', '1500']);
  const data = stage.folder;
  const server = await stage.serve({ data });
  const coach = await Visitor.signedIn(server.origin);
  const { pages } = await coach.reviewed();
  const cookie = await coach.cookies();
  const port = Number(new URL(server.origin).port);
  const ask = (path: string, rest = '\r\n') => {
    const socket = connect(port, '127.0.0.1');
    socket.on('error', () => {});
    socket.write(`GET ${path} HTTP/1.1\r\nHost: x\r\nCookie: ${cookie}\r\n${rest}`);
    return socket;
  };
  let told = '';
  const events = ask('/api/v1/progress/events');
  events.on('data', (text) => (told += text));
  await until('the stream tells something', async () => told.includes('data:'));
  // Whoever reads nothing of a large answer, whoever has said half of what is wanted, and whoever says nothing.
  const sockets = [...Array(20)].map(() => ask(pages.at(-1)!).pause());
  sockets.push(ask('/teams', ''), connect(port, '127.0.0.1'));
  await new Promise((resolve) => setTimeout(resolve, 500));

  const end = await server.stop();
  expect(end, server.log).toMatchObject({ code: 0, signal: null });
  expect(end.after_ms).toBeLessThan(GRACE_MS);
  for (const socket of [events, ...sockets]) socket.destroy();
  expect(await stage.doctor(data)).toContain('is whole');

  await stage.serve({ data });
  expect((await coach.get(pages.at(-1)!)).status).toBe(200);
  const done = async () => JSON.parse((await coach.get('/api/v1/progress')).text).done as number;
  const before = await done();
  await until('it goes on fetching', async () => (await done()) > before, 60_000);
});
