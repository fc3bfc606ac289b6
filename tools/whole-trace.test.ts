import assert from 'node:assert/strict';
import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { before, describe, it } from 'node:test';
import { type Checked, cannotCheck, checked, csdl as metadata } from '../test/simulator/conformance.ts';
import { readCsdl, valueErrors } from '../test/simulator/csdl.ts';
import { beside, madeUp, unchecked } from './whole-trace-unchecked.ts';

/** A line of test/trace-recorder.js. */
interface Line {
  by: 'connector' | 'simulator';
  method: string;
  url: string;
  headers?: Record<string, string>;
  body?: unknown;
  answer?: Answer;
  /** The client's id of the request that was answered. */
  of?: string;
}
type Answer = Record<string, unknown> & { value?: unknown };
interface Part {
  id: string;
  method?: string;
  url?: string;
  status?: number;
  body?: Answer;
}

const graph = 'https://graph.microsoft.com/v1.0';
const folder = process.env['WARDLINE_TEST_TRACE'];
// Files run in the order of their names, so that this one, in the last folder, sees what all others sent.
const skip = folder === undefined ? 'only the whole run is traced (npm test)' : (cannotCheck() ?? false);

/** `GET outlook.office365.com/adminapi/beta/{}/InvokeCommand`: without ids and the query. */
function formOf(method: string, url: string): string {
  const { host, pathname } = new URL(url);
  const path = decodeURIComponent(pathname)
    .replaceAll(/\([^)]*\)/g, '()')
    .replaceAll(/\/[^/]*[\d@][^/]*(?=\/|$)/g, (part) => (/^\/(?:v\d\.\d|oauth2|2\.0)$/.test(part) ? part : '/{}'));
  return `${method} ${host}${path}`;
}

describe('the trace of the whole test run', { skip }, () => {
  let lines: Line[] = [];
  let sent: Line[] = [];
  let real: Line[] = [];
  let results: Checked[] = [];

  before(() => {
    lines = globSync('*.jsonl', { cwd: folder })
      .flatMap((file) => readFileSync(join(folder!, file), 'utf8').trimEnd().split('\n'))
      .map((line) => JSON.parse(line) as Line);
    sent = lines.filter(({ by }) => by === 'connector');
    // The same request is sent by many tests.
    const different = new Map(sent.map((line) => [JSON.stringify([line.method, line.url, line.body]), line]));
    real = [...different.values()].filter(({ method, url }) => !madeUp.some((form) => form.test(formOf(method, url))));
  });

  it("issue 3: every Microsoft Graph request of a connector holds against Microsoft's metadata", () => {
    assert.ok(sent.length > 2000, `only ${sent.length} requests were traced`);
    results = checked(real);
    const wrong = results.flatMap(({ method, url, errors }) =>
      errors.map(({ message }) => `${formOf(method, new URL(url, graph).href)}: ${message}`),
    );
    assert.deepEqual([...new Set(wrong)], []);
  });

  it('issue 3: what the metadata cannot say is on the reviewed list', () => {
    const forms = new Set([
      ...real
        .filter(({ url }) => new URL(url).host !== 'graph.microsoft.com')
        .map(({ method, url }) => formOf(method, url)),
      ...results
        .filter(({ status }) => status === 'unchecked')
        .map(({ method, url }) => formOf(method, url.startsWith('/') ? `https://graph.microsoft.com/beta${url}` : url)),
    ]);
    assert.deepEqual(
      [...forms].filter((form) => !unchecked.some((known) => known.test(form))).toSorted(),
      [],
      'Review each against the facts and add it to tools/whole-trace-unchecked.ts',
    );
  });

  it("issue 3: what the simulator answered in the run holds against Microsoft's metadata", () => {
    const csdl = readCsdl(metadata);
    const batches = new Map(
      sent
        .filter(({ url }) => url === `${graph}/$batch`)
        .map(({ headers, body }) => [headers?.['client-request-id'], body]),
    );
    const answers = lines
      .filter(({ by }) => by === 'simulator')
      .flatMap(({ method, url, answer, of }) => {
        if (url !== `${graph}/$batch`) return [{ method, url, answer: answer! }];
        const asked = (batches.get(of) as { requests?: Part[] } | undefined)?.requests ?? [];
        return ((answer?.['responses'] ?? []) as Part[]).flatMap(({ id, status = 0, body }) => {
          const part = asked.find((request) => request.id === id);
          return part && body && status < 300
            ? [{ method: part.method!, url: `${graph}${part.url!}`, answer: body }]
            : [];
        });
      });
    assert.ok(answers.length > 300, `only ${answers.length} answers were kept`);
    const targets = checked(answers.map(({ method, url }) => ({ method, url })));
    const wrong = new Set<string>();
    let held = 0;
    for (const { id, target } of targets) {
      const { method, url, answer } = answers[Number(id)]!;
      // A fault that a test ordered: an error in a 200.
      if ('error' in answer) continue;
      const [, listed, single] =
        /^(?:Collection\((microsoft\.graph\.\w+)\)|(microsoft\.graph\.\w+))$/.exec(target ?? '') ?? [];
      const type = listed ?? single;
      if (type === undefined) continue;
      const entities: unknown[] = Array.isArray(answer.value) ? answer.value : [answer];
      held += entities.length;
      for (const entity of entities)
        for (const error of valueErrors(csdl, type, entity)) wrong.add(`${formOf(method, url)}${error}`);
    }
    assert.deepEqual([...wrong].filter((error) => !beside.some((known) => known.test(error))).toSorted(), []);
    assert.ok(held > 1000, `only ${held} records were held against their types`);
  });
});
