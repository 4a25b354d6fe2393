import { Process } from '../faults/support/process';

/** What `wrk` has measured. */
export interface Measured {
  requests: number;
  /** Answers of another status than 2xx or 3xx, connections that broke, and what took longer than the time limit. */
  errors: number;
  p50_ms: number;
  p99_ms: number;
  most_ms: number;
}

/** What is asked for, and how. */
export interface Load {
  connections: number;
  /** How long somebody looks at an answer before the next question, at most, in ms; half as long on average. */
  pause_ms: number;
  /** Paths, each with `FROM` and `TO` for the ends of a window, in ms. */
  paths: string[];
  /** A file with the cookies of those who ask, one a line. */
  cookies: string;
  seconds: number;
}

/** Asks with `wrk`, each connection pausing between its questions as a person does. */
export async function wrk(origin: string, script: string, load: Load): Promise<Measured> {
  const wrk = new Process([
    'wrk', '--threads', '1', '--connections', String(load.connections), '--duration', `${load.seconds}s`, '--timeout', '10s',
    '--script', script, origin, '--', String(load.pause_ms), load.cookies, ...load.paths,
  ]);
  const end = await wrk.ended();
  const line = /^measured (.*)$/m.exec(wrk.log)?.[1];
  if (end.code !== 0 || !line) throw new Error(`wrk failed: ${wrk.log}`);
  return JSON.parse(line) as Measured;
}
