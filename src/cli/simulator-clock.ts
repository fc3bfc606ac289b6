import { readFileSync } from 'node:fs';
import { createTransport } from '../connectors/http/transport.ts';
import { WardlineError } from '../core/errors.ts';
import { isPlainObject, plainText } from '../core/shape.ts';
import type { CommandResult } from './command.ts';

interface Control {
  port: string;
  key: string;
  ca: string;
}

/** Moves the clock of the simulator that the file describes by `7d`, `36h` or `90m`, and gives its time. */
export async function advanceSimulator(path: string, name: string, duration: string): Promise<CommandResult> {
  if (!/^(\d+(d|h|m|s)\s*)+$/.test(duration))
    throw new WardlineError('usage', '--advance takes a duration such as 7d, 36h or 90m.', 'Time never goes back.');
  const control = controlIn(path, name);
  try {
    const now = await moved(control, duration);
    return { data: { now }, rows: [], columns: [], text: () => `In the simulator it is ${now} now.` };
  } catch {
    throw gone(name);
  }
}

/** Calls a control of the simulator that the file describes. Throws `bad-input` with what it says when it refuses. */
export async function askSimulator(
  path: string,
  name: string,
  call: string,
  body: Readonly<Record<string, unknown>>,
): Promise<Readonly<Record<string, unknown>>> {
  const control = controlIn(path, name);
  const { status, json } = await asked(control, call, body).catch(() => {
    throw gone(name);
  });
  if (status === 200 && isPlainObject(json)) return json;
  const said = isPlainObject(json) ? plainText(json['error'] ?? '') : '';
  throw new WardlineError(
    'bad-input',
    `The simulator of ${name} refused: ${said || `status ${status}`}`,
    'See: wardline simulator --attack list',
  );
}

/** True when the simulator that the file describes runs and takes the key. */
export async function simulatorAnswers(path: string): Promise<boolean> {
  try {
    await moved(controlIn(path, path), '0s');
    return true;
  } catch {
    return false;
  }
}

/** Moves the clock and gives the new time. */
async function moved(control: Control, duration: string): Promise<string> {
  const { status, json } = await asked(control, 'clock/advance', { duration });
  if (status !== 200 || !isPlainObject(json)) throw new Error('no answer of a simulator');
  return String(json['now']);
}

async function asked(
  { port, key, ca }: Control,
  call: string,
  body: Readonly<Record<string, unknown>>,
): Promise<{ status: number; json: unknown }> {
  const transport = createTransport({
    hostMap: [{ host: 'localhost', address: `https://127.0.0.1:${port}`, ca }],
    patience: { tries: 1 },
  });
  try {
    const { status, body: answer } = await transport.send({
      service: 'login',
      call: `POST control/${call}`,
      method: 'POST',
      url: `https://localhost/control/${call}`,
      hosts: { hosts: ['localhost'] },
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
      bearer: key,
      limits: [],
    });
    return { status, json: JSON.parse(String(answer)) as unknown };
  } finally {
    transport.close();
  }
}

function controlIn(path: string, name: string): Control {
  try {
    const document: unknown = JSON.parse(readFileSync(path, 'utf8'));
    if (isPlainObject(document) && isPlainObject(document['control']) && typeof document['ca'] === 'string') {
      const { url, key } = document['control'];
      const [, port] = /^https:\/\/127\.0\.0\.1:(\d+)\/control\/$/.exec(String(url)) ?? [];
      if (port && typeof key === 'string') return { port, key, ca: document['ca'] };
    }
  } catch {
    // Said below.
  }
  throw new WardlineError(
    'bad-input',
    `${name} does not describe a running simulator.`,
    'Start one with: wardline simulator. It writes the file that --file names.',
  );
}

function gone(name: string): WardlineError {
  return new WardlineError(
    'not-found',
    `The simulator of ${name} does not answer.`,
    'Start it again with: wardline simulator. Each start is a fresh tenant.',
  );
}
