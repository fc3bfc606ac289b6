import { WardlineError } from '../../../core/errors.ts';
import { decideAlert, findAlert } from '../../../store/alerts.ts';
import { withTenant } from '../../../store/scope.ts';
import { withPlace } from '../../audit/with-place.ts';
import { type Command, defineCommand } from '../../command.ts';
import { homeOption, tenantOption, whatIfOption } from '../../live.ts';
import { operator } from '../../operator.ts';
import { clockOf } from '../../tenant-clock.ts';

function decision(verb: string, to: 'acknowledged' | 'closed', words: { summary: string; details: string }): Command {
  return defineCommand({
    path: ['alerts', verb],
    ...words,
    arguments: [{ name: 'id', summary: 'the id, or its first eight characters' }],
    options: [
      { flags: '--reason <text>', summary: 'why; kept with who and when' },
      ...(to === 'closed'
        ? [
            {
              flags: '--verdict <verdict>',
              summary: 'what it turned out to be; counted in the noise of its detection',
              choices: ['real', 'false-positive'],
            },
          ]
        : []),
      { flags: '--by <name>', summary: 'who decides; the account of this machine when absent' },
      whatIfOption,
      tenantOption,
      homeOption,
    ],
    formats: ['table', 'json'],
    run: (invocation) =>
      withPlace(invocation, async ({ store, tenant }) => {
        const { options, env } = invocation;
        const { reason, by, verdict } = options;
        if (typeof reason !== 'string') throw new WardlineError('usage', 'Say why with --reason.');
        const at = (await clockOf(store, env, tenant, 'read-content'))();
        const whatIf = options['whatIf'] === true;
        const alert = await withTenant(store, tenant.id, async (scope) => {
          const found = await findAlert(scope, invocation.arguments[0]!);
          return whatIf
            ? found
            : decideAlert(scope, found.id, {
                ...{ to, at, reason, by: typeof by === 'string' ? by : operator(env) },
                ...((verdict === 'real' || verdict === 'false-positive') && { verdict }),
              });
        });
        const { id, title, state } = alert;
        return {
          data: { id, title, state, ...(whatIf && { would: to }) },
          rows: [],
          columns: [],
          text: () => `${id.slice(0, 8)} ${title}: ${whatIf ? `would be ${to}` : to}`,
        };
      }),
  });
}

export const alertsAcknowledgeCommand = decision('acknowledge', 'acknowledged', {
  summary: 'say that somebody looks at an alert, and why it may wait or what is done',
  details: `  wardline alerts acknowledge 3f2a91c4 --reason "Nina moves the ward's files, asked by phone"
It is no longer overdue; it stays on the list until it is closed.`,
});

export const alertsCloseCommand = decision('close', 'closed', {
  summary: 'decide an alert, with the reason',
  details: `  wardline alerts close 3f2a91c4 --reason "Planned migration, ticket 1482"
  wardline alerts close 3f2a91c4 --verdict false-positive --reason "The scanner of the front desk"
When the same goes on afterwards it is opened again.`,
});
