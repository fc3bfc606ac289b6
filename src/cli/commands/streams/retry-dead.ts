import { organizationOption } from '../../assessment.ts';
import { approve, homeOption, tenantOption, whatIfOption, yesOption } from '../../live.ts';
import { defineCommand } from '../../command.ts';
import { withDeliveries } from '../../deliveries/open.ts';
import { withSpool } from '../../deliveries/run-stream.ts';
import { chosen } from '../../deliveries/settings.ts';

interface Row {
  id: string;
  why: string;
}

export const streamsRetryDeadCommand = defineCommand<Row>({
  path: ['streams', 'retry-dead'],
  summary: 'put what a receiver refused back into the stream',
  details: `With --what-if it lists what lies aside, by id and by what the receiver said.
  wardline streams retry-dead splunk --what-if
  wardline streams retry-dead splunk`,
  arguments: [{ name: 'name', summary: 'the stream' }],
  options: [organizationOption, tenantOption, homeOption, whatIfOption, yesOption],
  formats: ['table', 'json', 'jsonl', 'csv'],
  run: (invocation) =>
    withDeliveries(invocation, async (context, { streams }) => {
      const [stream] = chosen('stream', streams, invocation.arguments[0]);
      return withSpool(stream!, context, async (spool) => {
        const rows = spool.deadLetters.all().map(({ item, why }): Row => ({ id: item.id, why }));
        const columns = [
          { title: 'Item', value: (row: Row) => row.id },
          { title: 'The receiver said', value: (row: Row) => row.why },
        ];
        if (invocation.options['whatIf'] || rows.length === 0)
          return { data: rows, rows, columns, messages: [`${rows.length} items lie aside.`] };
        await approve(invocation, context.tenant, `Send ${rows.length} items by ${stream!.name} again`);
        const count = spool.retryDead();
        return {
          data: { stream: stream!.name, retried: count },
          rows,
          columns,
          text: () => `${count} items wait again. Send them: wardline streams run ${stream!.name}`,
        };
      });
    }),
});
