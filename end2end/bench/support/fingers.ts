import type { CDPSession } from '@playwright/test';

type Place = { x: number; y: number };

/** A screen tells about fingers this often. */
const EVERY_MS = 1000 / 60;

/** Fingers that move as fast as real ones: a place for each finger, for each moment from 0 to 1. */
export async function fingers(cdp: CDPSession, seconds: number, at: (moment: number) => Place[]): Promise<void> {
  const send = (type: 'touchStart' | 'touchMove' | 'touchEnd', places: Place[]) =>
    cdp.send('Input.dispatchTouchEvent', { type, touchPoints: places.map((place, id) => ({ ...place, id })) });
  const started = performance.now();
  const ends = started + seconds * 1000;
  await send('touchStart', at(0));
  for (let now = started; now < ends; now = performance.now()) {
    await send('touchMove', at((now - started) / (ends - started)));
    await next(started);
  }
  await send('touchEnd', []);
}

/** Waits for the screen's next moment. */
export async function next(started: number, every = EVERY_MS): Promise<void> {
  const passed = performance.now() - started;
  await new Promise((resolve) => setTimeout(resolve, every - (passed % every)));
}
