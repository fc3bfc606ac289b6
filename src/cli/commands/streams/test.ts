import { randomUUID } from 'node:crypto';
import { now } from '../../../core/clock.ts';
import type { StreamedEvent } from '../../../core/stream.ts';
import { organizationOption } from '../../assessment.ts';
import { defineCommand } from '../../command.ts';
import { type TestRow, testHint, withDeliveries } from '../../deliveries/open.ts';
import { chosen } from '../../deliveries/settings.ts';
import { sinkOf } from '../../deliveries/sink.ts';
import { homeOption, tenantOption, whatIfOption } from '../../live.ts';

export const streamsTestCommand = defineCommand<TestRow>({
  path: ['streams', 'test'],
  summary: 'send one test event by a stream and say what came back',
  details: `The event is an operation named WardlineTest that nobody did. It passes by the spool. Exit code 1 when it did
not arrive.
  wardline streams test splunk`,
  arguments: [{ name: 'name', summary: 'the stream' }],
  options: [organizationOption, tenantOption, homeOption, whatIfOption],
  formats: ['table', 'json'],
  run: (invocation) =>
    withDeliveries(invocation, async (context, { streams }) => {
      const [stream] = chosen('stream', streams, invocation.arguments[0]);
      const { name, kind } = stream!;
      if (invocation.options['whatIf'])
        return {
          data: { name, kind },
          rows: [],
          columns: [],
          text: () => `Would send a test event by ${name} (${kind}).`,
        };
      const sink = await sinkOf(stream!, context);
      try {
        const outcome = await sink.send([testEvent(context.tenant)]);
        const isDelivered = outcome.kind === 'delivered';
        const answer = isDelivered ? outcome.answer : outcome.why;
        const row: TestRow = { name, kind, result: outcome.kind, answer };
        return {
          data: row,
          rows: [row],
          columns: [],
          text: () => (isDelivered ? `${name} took the test event: ${answer}.` : `${name} did not take it: ${answer}`),
          exit: isDelivered ? 0 : 1,
          messages: isDelivered ? [] : [testHint(row)],
        };
      } finally {
        await sink.close();
      }
    }),
});

function testEvent({ id, name }: { id: string; name: string }): StreamedEvent {
  return {
    ...{ kind: 'event', id: `test-${randomUUID()}`, at: now(), tenant: { id, name }, source: 'unified' },
    ...{
      workload: 'other',
      operation: 'WardlineTest',
      outcome: 'success',
      actor: { name: 'wardline', kind: 'application' },
    },
  };
}
