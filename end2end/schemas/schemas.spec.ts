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

  /** What was not answered as described to somebody on one of our own pages. */
  const unlikeDescribed = async (...headers: string[]): Promise<string> => {
    const description = `${server.origin}/api/v1/openapi.json`;
    const sent = ['Sec-Fetch-Site: same-origin', ...headers].flatMap((header) => ['--header', header]);
    const command = ['--config-file', config, 'run', description, '--checks', 'all', '--no-color', ...sent];
    const run = promisify(execFile)('schemathesis', command, { cwd: stage.folder, maxBuffer: 1 << 26 });
    const failures = ({ stdout, stderr }: { stdout: string; stderr: string }) => stdout.split('= FAILURES =')[1] ?? stdout + stderr;
    return run.then(() => '', failures);
  };
  expect(await unlikeDescribed(), 'without a session').toBe('');
  expect(await unlikeDescribed(`Cookie: ${await coach.cookies()}`), 'signed in').toBe('');
  expect(server.log).not.toMatch(/ERROR|panicked/);
});
