import { relative } from 'node:path';
import type { TestEvent } from 'node:test/reporters';
import { fileURLToPath } from 'node:url';
import { inspect } from 'node:util';

/**
 * For pipes and build logs: each failure as it happens with its place and reason, then the runner's own summary as the
 * last lines. Node takes a reporter as default export.
 */
// oxlint-disable-next-line import/no-default-export
export default async function* shortReporter(events: AsyncIterable<TestEvent>): AsyncGenerator<string> {
  for await (const event of events) {
    if (event.type === 'test:fail') yield failure(event.data);
    else if (event.type === 'test:diagnostic' && event.data.nesting === 0) yield `ℹ ${event.data.message}\n`;
  }
}

type Failure = Extract<TestEvent, { type: 'test:fail' }>['data'];

function failure({ name, file, line, details }: Failure): string {
  const error = details.error as Error & { failureType?: string };
  // A suite fails with its tests; those have said why.
  if (error.failureType === 'subtestsFailed') return '';
  const place = file ? ` (${relative('.', file.startsWith('file:') ? fileURLToPath(file) : file)}:${line})` : '';
  if (error.failureType === 'cancelledByParent') return `✖ ${name}${place}: cancelled\n`;
  const reason = inspect(error.cause ?? error, { colors: false, depth: 4 }).replace(
    /\n +at [^\n]*node:internal[^\s)]*\)?/g,
    '',
  );
  return `✖ ${name}${place}\n${reason.replace(/^/gm, '    ')}\n\n`;
}
