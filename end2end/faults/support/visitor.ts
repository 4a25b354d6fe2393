import { request, type APIRequestContext } from '@playwright/test';
import { until } from './process';

/** What a server answered. */
export interface Answer {
  status: number;
  text: string;
}

/** A coach who is signed in, without a browser: follows links, keeps cookies. */
export class Visitor {
  private constructor(
    private readonly context: APIRequestContext,
    readonly origin: string,
  ) {}

  /** Somebody who has never been here. */
  static async at(origin: string): Promise<Visitor> {
    return new Visitor(await request.newContext({ baseURL: origin, timeout: 60_000 }), origin);
  }

  /** Signs the stand-in's first coach in. */
  static async signedIn(origin: string): Promise<Visitor> {
    const visitor = await Visitor.at(origin);
    const answer = await visitor.signIn();
    if (answer.status !== 200) throw new Error(`the sign-in ends with ${answer.status}: ${answer.text}`);
    return visitor;
  }

  /** Walks through the stand-in's consent page, and answers the page at its end. */
  async signIn(): Promise<Answer> {
    const login = await this.context.get('/login', { maxRedirects: 0 });
    const authorize = login.headers()['location'];
    if (!authorize) return { status: login.status(), text: await login.text() };
    // What is in the way is told on a page of Touchline's own.
    if (authorize.startsWith('/')) return this.get(authorize);
    const consent = await (await this.context.get(authorize)).text();
    const coach = /name="coach"[^>]*value="([^"]+)"/.exec(consent)?.[1] ?? /value="([^"]+)"[^>]*name="coach"/.exec(consent)?.[1];
    const page = await this.context.post(authorize, { form: { coach: coach ?? '', decision: 'grant' } });
    return { status: page.status(), text: await page.text() };
  }

  async get(path: string, headers: Record<string, string> = {}): Promise<Answer> {
    const answer = await this.context.get(path, { headers });
    return { status: answer.status(), text: await answer.text() };
  }

  /** Like `get`; without a status when the server does not answer at all. */
  async tryGet(path: string): Promise<Answer> {
    return this.get(path).catch((error: unknown) => ({ status: 0, text: String(error) }));
  }

  async post(path: string, form: Record<string, string>): Promise<Answer> {
    const answer = await this.context.post(path, { form, headers: { 'sec-fetch-site': 'same-origin' } });
    return { status: answer.status(), text: await answer.text() };
  }

  /** Asks for a page until nothing of it is missing any more. */
  async complete(path: string): Promise<string> {
    return until(`${path} is complete`, async () => {
      const page = await this.get(path);
      return page.status === 200 && !page.text.includes('class="progress') && page.text;
    }, 60_000);
  }

  /** The cookies, as a header has them. */
  async cookies(): Promise<string> {
    const { cookies } = await this.context.storageState();
    return cookies.map(({ name, value }) => `${name}=${value}`).join('; ');
  }

  /** Pages of every kind with everything on them, the newest session first. */
  async reviewed(): Promise<Reviewed> {
    const [team] = ids(await this.complete('/teams'), '/teams/');
    const list = await this.complete(`/teams/${team}`);
    const sessions = ids(list.split('class="sessions"')[1] ?? '', '/sessions/');
    const session = sessions[0]!;
    const [player] = ids(await this.complete(`/sessions/${session}`), `/sessions/${session}/players/`);
    const pages = ['/teams', `/teams/${team}`, `/sessions/${session}`, `/sessions/${session}/players/${player}`];
    for (const page of pages) await this.complete(page);
    const window = `/api/v1/player-sessions/${player}/series?from_ms=600000&to_ms=1200000&points=500`;
    await until('a window', async () => (await this.get(window)).status === 200);
    return { pages, window, sessions };
  }
}

/** What a coach has looked at. */
export interface Reviewed {
  pages: string[];
  /** The address of a part of a recording. */
  window: string;
  /** The ids of all sessions of the team's page. */
  sessions: string[];
}

/** The ids in a page's links that begin like this, in order, each once. */
export function ids(page: string, prefix: string): string[] {
  return [...new Set(page.split(`href="${prefix}`).slice(1).map((rest) => /^[\w-]+/.exec(rest)?.[0] ?? ''))].filter(Boolean);
}
