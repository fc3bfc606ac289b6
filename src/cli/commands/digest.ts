import { digestMessage } from '../../engine/weekly-digest.ts';
import { digestSends, recordDigestSend } from '../../store/digest-sends.ts';
import { withTenant } from '../../store/scope.ts';
import { loadOrganization, organizationOption } from '../assessment.ts';
import { defineCommand } from '../command.ts';
import { routeSender } from '../deliveries/route-sender.ts';
import { deliverySettings } from '../deliveries/settings.ts';
import { digestOf, weekCalled } from '../digest/gather.ts';
import { withDuties } from '../due/opened.ts';
import { homeOption, tenantOption, whatIfOption } from '../live.ts';

interface Row {
  route: string;
  result: string;
}

export const digestCommand = defineCommand<Row>({
  path: ['digest'],
  summary: 'the digest of a week: score and regressions, what is due, alerts with their age, PHI found, the log',
  details: `Of the last whole week without --week. --send gives it to the mail routes of wardline.yaml, and to the others that say
weekly: true; each gets it once. The server does so each Monday. Read it, then sign it: wardline due sign weekly-digest
  wardline digest
  wardline digest --week 2026-W47 -o json
  wardline digest --send

Exit code 1 when a route did not take it; the next run tries again.`,
  arguments: [],
  options: [
    { flags: '--week <week>', summary: 'such as 2026-W47' },
    { flags: '--send', summary: 'send it by the routes' },
    ...[organizationOption, whatIfOption, tenantOption, homeOption],
  ],
  formats: ['table', 'json'],
  run: (invocation) =>
    withDuties(invocation, 30, async ({ store, tenant, duties, now }) => {
      const { options, cwd } = invocation;
      const named = options['week'];
      const week = weekCalled(typeof named === 'string' ? named : 'latest', now);
      const digest = await withTenant(store, tenant.id, (scope) => digestOf(scope, week, duties, now));
      const { subject, lines, facts } = digestMessage(digest, tenant);
      const rows: Row[] = [];
      if (options['send'] === true) {
        const { routes, folder } = deliverySettings(invocation);
        const link = loadOrganization(options['organization'], cwd).organization.notify?.link;
        const sent = await withTenant(store, tenant.id, (scope) => digestSends(scope, week.id));
        for (const route of routes) {
          if (route.kind === 'syslog' || !(route.weekly ?? route.kind === 'email')) continue;
          const { name } = route;
          if (sent.some((one) => one.route === name)) rows.push({ route: name, result: 'sent before' });
          else if (options['whatIf'] === true) rows.push({ route: name, result: 'would be sent' });
          else {
            const sender = await routeSender(route, link, { store, tenant, invocation, folder });
            try {
              const key = `weekly-${tenant.id}-${week.id}`;
              const { id, name: title } = tenant;
              const outcome = await sender.send({
                ...{
                  kind: 'report',
                  key,
                  tenant: { id, name: title },
                  subject,
                  lines,
                  facts,
                  page: `/digest/${week.id}`,
                },
              });
              const answer = outcome.kind === 'delivered' ? outcome.answer : outcome.why;
              if (outcome.kind === 'delivered')
                await withTenant(store, tenant.id, (scope) =>
                  recordDigestSend(scope, week.id, { route: name, at: now, answer }),
                );
              rows.push({ route: name, result: outcome.kind === 'delivered' ? 'sent' : `not sent: ${answer}` });
            } finally {
              sender.close();
            }
          }
        }
      }
      return {
        data: { digest, ...(options['send'] === true && { routes: rows }) },
        rows,
        columns: [],
        text: () =>
          `${[subject, '', ...lines, '', ...facts.map(([name, value]) => `${name}: ${value}`), ...(rows.length > 0 ? ['', ...rows.map(({ route, result }) => `${route}: ${result}`)] : [])].join('\n')}\n`,
        messages:
          options['send'] === true && rows.length === 0
            ? ['No route takes the digest: write one of the kind email under notify: in wardline.yaml.']
            : [],
        exit: rows.some(({ result }) => result.startsWith('not sent')) ? 1 : 0,
      };
    }),
});
