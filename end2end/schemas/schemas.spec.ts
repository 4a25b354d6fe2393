import { execFile } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect, test, Visitor } from '../faults/support/test';

/** What is asked about, and how: the same questions each time, half of them about what is there. */
const settings = (recordings: string[]) => `
continue-on-failure = true
max-stream-events = 2
request-timeout = 30

[generation]
deterministic = true
max-examples = 200

[dictionaries.recordings]
values = ${JSON.stringify(recordings)}

[dictionaries.channels]
values = ["hr", "speed,hr", "lat,lon", "rr"]

[parameters]
"path.player_session_id" = { dictionary = "recordings", probability = 0.5 }
"query.channels" = { dictionary = "channels", probability = 0.5 }

[checks]
# No schema can say that from_ms must be less than to_ms.
positive_data_acceptance.expected-statuses = [200, 304, 400, 401, 404]
`;

test('every answer is as the description says, whoever asks whatever', async ({ stage }) => {
  const server = await stage.serve({ data: join(stage.folder, 'data') });
  const coach = await Visitor.signedIn(server.origin);
  const { window } = await coach.reviewed();
  const config = join(stage.folder, 'schemathesis.toml');
  writeFileSync(config, settings([window.split('/')[4]!]));

  const description = '/api/v1/openapi.json';
  const { paths } = (await (await fetch(server.origin + description)).json()) as { paths: Record<string, object> };
  // schemathesis leaves out the description itself; and beside its operations a path may have their parameters.
  const { [description]: _, ...others } = paths;
  const operations = Object.values(others).flatMap(Object.values).filter((it: object) => 'responses' in it).length;
  expect(operations).toBeGreaterThan(0);

  /** Has somebody on one of our own pages ask everything; every operation is tested, and answered as described. */
  const ask = async (who: string, ...headers: string[]) => {
    const sent = ['Sec-Fetch-Site: same-origin', ...headers].flatMap((header) => ['--header', header]);
    const command = ['--config-file', config, 'run', server.origin + description, '--checks', 'all', '--no-color', ...sent];
    const run = promisify(execFile)('schemathesis', command, { cwd: stage.folder, maxBuffer: 1 << 26 });
    const { problem, said } = await run.then(
      ({ stdout }) => ({ problem: '', said: stdout }),
      // A program that is not there has said nothing.
      ({ message, stdout = '', stderr = '' }) => ({ problem: message, said: stdout.split('= FAILURES =')[1] ?? stdout + stderr }),
    );
    expect(problem, `${who}: ${said}`).toBe('');
    const all = new RegExp(`Selected: ${operations}/${operations}\\s+Tested: ${operations}\\s`);
    expect(said, `${who}: how many operations were tested`).toMatch(all);
  };
  await ask('without a session');
  await ask('signed in', `Cookie: ${await coach.cookies()}`);
  expect(server.log).not.toMatch(/ERROR|panicked/);
});
