import { randomUUID } from 'node:crypto';
import { organizationOption } from '../../assessment.ts';
import { defineCommand } from '../../command.ts';
import { type TestRow, testHint, withDeliveries } from '../../deliveries/open.ts';
import { routeSender } from '../../deliveries/route-sender.ts';
import { chosen } from '../../deliveries/settings.ts';
import { homeOption, tenantOption, whatIfOption } from '../../live.ts';

export const routesTestCommand = defineCommand<TestRow>({
  path: ['routes', 'test'],
  summary: 'send a test message by a route and say what came back',
  details: `The message says that it is a test; quiet hours do not hold it. Exit code 1 when it did not arrive.
  wardline routes test officer-mail`,
  arguments: [{ name: 'name', summary: 'the route' }],
  options: [organizationOption, tenantOption, homeOption, whatIfOption],
  formats: ['table', 'json'],
  run: (invocation) =>
    withDeliveries(invocation, async (context, { routes, organization }) => {
      const [route] = chosen('route', routes, invocation.arguments[0]);
      const { name, kind } = route!;
      if (invocation.options['whatIf'])
        return {
          data: { name, kind },
          rows: [],
          columns: [],
          text: () => `Would send a test message by ${name} (${kind}).`,
        };
      const sender = await routeSender(route!, organization.notify?.link, context);
      try {
        const { id, name: tenantName } = context.tenant;
        const outcome = await sender.send({
          kind: 'test',
          key: `test-${randomUUID()}`,
          tenant: { id, name: tenantName },
        });
        const row: TestRow = {
          ...{ name, kind, result: outcome.kind },
          answer: outcome.kind === 'delivered' ? outcome.answer : outcome.why,
        };
        const isDelivered = outcome.kind === 'delivered';
        return {
          data: row,
          rows: [row],
          columns: [],
          text: () =>
            isDelivered ? `${name} took the test message: ${row.answer}.` : `${name} did not take it: ${row.answer}`,
          exit: isDelivered ? 0 : 1,
          messages: isDelivered ? [] : [testHint(row)],
        };
      } finally {
        sender.close();
      }
    }),
});
