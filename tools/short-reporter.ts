import { relative } from 'node:path';
import type { TestEvent } from 'node:test/reporters';
import { fileURLToPath } from 'node:url';
import { inspect } from 'node:util';

/**
 * For pipes and build logs: each failure as it happens with its place and reason, then the files that took longest and
 * the runner's own summary as the last lines. Node takes a reporter as default export.
 */
// oxlint-disable-next-line import/no-default-export
export default async function* shortReporter(events: AsyncIterable<TestEvent>): AsyncGenerator<string> {
  const spent = new Map<string, number>();
  let summed = false;
  for await (const event of events) {
    if (event.type === 'test:fail') yield failure(event.data);
    if (event.type === 'test:fail' || event.type === 'test:pass') {
      const { nesting, file, details } = event.data;
      if (nesting === 0 && file) spent.set(file, (spent.get(file) ?? 0) + details.duration_ms);
    } else if (event.type === 'test:diagnostic' && event.data.nesting === 0) {
      if (!summed) yield slowest(spent);
      summed = true;
      yield `ℹ ${event.data.message}\n`;
    }
  }
}

const shown = 12;

function slowest(spent: ReadonlyMap<string, number>): string {
  const files = [...spent].toSorted(([, a], [, b]) => b - a).slice(0, shown);
  const lines = files.map(([file, took]) => `  ${(took / 1000).toFixed(1).padStart(6)} s ${placeOf(file)}\n`);
  return `Longest:\n${lines.join('')}`;
}

const placeOf = (file: string) => relative('.', file.startsWith('file:') ? fileURLToPath(file) : file);

type Failure = Extract<TestEvent, { type: 'test:fail' }>['data'];

function failure({ name, file, line, details }: Failure): string {
  const error = details.error as Error & { failureType?: string };
  // A suite fails with its tests; those have said why.
  if (error.failureType === 'subtestsFailed') return '';
  const place = file ? ` (${placeOf(file)}:${line})` : '';
  if (error.failureType === 'cancelledByParent') return `✖ ${name}${place}: cancelled\n`;
  const reason = inspect(error.cause ?? error, { colors: false, depth: 4 }).replace(
    /\n +at [^\n]*node:internal[^\s)]*\)?/g,
    '',
  );
  return `✖ ${name}${place}\n${reason.replace(/^/gm, '    ')}\n\n`;
}
