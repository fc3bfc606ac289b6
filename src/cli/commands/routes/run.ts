import { organizationOption } from '../../assessment.ts';
import { defineCommand } from '../../command.ts';
import { withDeliveries } from '../../deliveries/open.ts';
import { type RouteReport, runOneRoute } from '../../deliveries/run-route.ts';
import { chosen } from '../../deliveries/settings.ts';
import { homeOption, tenantOption, whatIfOption } from '../../live.ts';

export const routesRunCommand = defineCommand<RouteReport>({
  path: ['routes', 'run'],
  summary: 'tell what became of alerts since the last run, by all routes or by one',
  details: `One message for each alert and one for each change worth a message. What quiet hours or the hourly bound hold
back comes later as one digest. Run it every few minutes. A new route begins with what comes from then on.
  wardline routes run`,
  arguments: [{ name: 'name', summary: 'the route; all when absent', optional: true }],
  options: [organizationOption, tenantOption, homeOption, whatIfOption],
  formats: ['table', 'json', 'jsonl'],
  run: (invocation) =>
    withDeliveries(invocation, async (context, { routes, organization }) => {
      const wanted = chosen('route', routes, invocation.arguments[0]);
      if (invocation.options['whatIf'])
        return {
          data: { routes: wanted.map(({ name }) => name) },
          rows: [],
          columns: [],
          text: () => `Would tell what happened since the last run by: ${wanted.map(({ name }) => name).join(', ')}.`,
        };
      const rows: RouteReport[] = [];
      for (const route of wanted) rows.push(await runOneRoute(route, organization.notify?.link, context));
      return {
        data: rows,
        rows,
        columns: [
          { title: 'Route', value: (row) => row.route },
          { title: 'Sent', value: (row) => row.sent },
          { title: 'Held', value: (row) => row.held },
          { title: 'Tried again later', value: (row) => row.delayed },
          { title: 'Failed', value: (row) => row.failed },
          { title: 'Why', value: (row) => row.why ?? '' },
        ],
        exit: rows.some(({ delayed, failed }) => delayed > 0 || failed > 0) ? 6 : 0,
        messages: rows
          .filter(({ isNew }) => isNew)
          .map(({ route }) => `${route} is new: it tells what happens from now on.`),
      };
    }),
});
