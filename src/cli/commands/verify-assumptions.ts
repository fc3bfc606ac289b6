import { createPrivateKey, randomUUID } from 'node:crypto';
import { createClients } from '../../connectors/clients.ts';
import { createCertificate } from '../../connectors/entra-token/certificate.ts';
import { ConnectorError } from '../../connectors/http/errors.ts';
import type { TracedRequest } from '../../connectors/http/trace.ts';
import { now } from '../../core/clock.ts';
import type { Assumption } from '../../simulator/assumptions/assumption.ts';
import { assumptions } from '../../simulator/assumptions/index.ts';
import { type AssumptionCheck, type Asked, type Told, untold } from '../assumption-checks/check.ts';
import { graphChecks } from '../assumption-checks/graph.ts';
import { otherChecks } from '../assumption-checks/other.ts';
import { signInChecks } from '../assumption-checks/sign-in.ts';
import { type CommandResult, defineCommand } from '../command.ts';
import { chosenTenant, clientsOf, homeOption, signInOf, tenantOption, withStore } from '../live.ts';
import { traceOf } from '../trace-option.ts';

interface Row extends Told {
  id: string;
  says: string;
  risk: string;
}

const checks: Readonly<Record<string, AssumptionCheck>> = { ...signInChecks, ...graphChecks, ...otherChecks };

/** What could be asked read-only and is not, and why. */
const unasked: Readonly<Record<string, string>> = {
  'device-code': 'A sign-in that nobody completes takes 15 minutes and a person.',
  'spo-audiences': 'Wardline sends no token to a host that it is not for, not even to see it refused.',
  'pim-defaults': 'Nobody can tell from outside which role was never changed.',
  'teams-tenant': 'The undocumented service is asked only where the organization switched it on.',
  'teams-roles': 'The app that reads settings may hold more roles than one, so an answer would prove nothing.',
};

export const verifyAssumptionsCommand = defineCommand<Row>({
  path: ['verify-assumptions'],
  summary: 'ask a connected tenant, read-only, which assumptions of the simulator hold',
  details: `Nobody who wrote Wardline has a live tenant: what the simulator does beyond Microsoft's documents is a list of
assumptions. This asks your tenant about those that can be asked without a write, and says of the others why not.
Two sign-ins fail on purpose and stand in the sign-in log of the app. The result holds counts, codes and names of
Microsoft's, and of your tenant its id alone.
Exit codes: 0 nothing differs, 3 an assumption does not hold.`,
  arguments: [],
  options: [tenantOption, homeOption],
  formats: ['table', 'json', 'jsonl', 'csv', 'md'],
  run: (invocation) =>
    withStore(invocation, async (store): Promise<CommandResult<Row>> => {
      const { options, env, tell } = invocation;
      const tenant = await chosenTenant(store, options['tenant']);
      const requests: TracedRequest[] = [];
      const clients = await clientsOf(store, env, tenant, 'read-settings', (request) => requests.push(request));
      // The strangers' requests belong into the trace as well.
      const traced = traceOf(env);
      const signIn = await signInOf(store, env, tenant, 'read-settings');
      const asked: Asked = {
        clients,
        tenantId: tenant.id,
        requests: () => requests,
        async stranger(kind) {
          const certificate =
            kind === 'unknown-certificate'
              ? await createCertificate({ name: 'Wardline unknown', from: now(), days: 1 })
              : { pem: signIn.certificate, privateKey: createPrivateKey(signIn.privateKey) };
          return createClients({
            cloud: tenant.cloud,
            tenantId: tenant.id,
            signIn: { clientId: kind === 'unknown-app' ? randomUUID() : signIn.clientId, certificate },
            trace: (request) => {
              requests.push(request);
              traced?.trace(request);
            },
            ...(signIn.hostMap && { hostMap: signIn.hostMap, proxy: false }),
          });
        },
      };
      const rows: Row[] = [];
      try {
        for (const assumption of assumptions) {
          const { id, says, risk } = assumption;
          const answer = await answerTo(assumption, asked);
          tell(`${id}: ${answer.result}`);
          rows.push({ id, ...answer, says, risk });
        }
      } finally {
        clients.close();
        traced?.close();
      }
      const count = (result: Told['result']) => rows.filter((row) => row.result === result).length;
      return {
        data: { at: now(), tenant: tenant.id, assumptions: rows },
        rows,
        columns: [
          { title: 'Assumption', value: (row) => row.id },
          { title: 'Result', value: (row) => row.result },
          { title: 'Why', value: (row) => row.why },
        ],
        exit: count('does not hold') > 0 ? 3 : 0,
        messages: [
          `${count('holds')} hold, ${count('does not hold')} do not, ${count('cannot be told')} cannot be told read-only.`,
          ...rows.filter(({ result }) => result === 'does not hold').map(({ id, risk }) => `${id}: ${risk}`),
        ],
      };
    }),
});

async function answerTo({ id, check: howToSee }: Assumption, asked: Asked): Promise<Told> {
  if (howToSee === undefined) return untold('Only a write or a failure of the service would show it.');
  const check = checks[id];
  if (!check) return untold(unasked[id] ?? `No check is built for it. By hand: ${howToSee}`);
  try {
    return await check(asked);
  } catch (error) {
    // A permission or a license that is not there says nothing of the assumption.
    if (error instanceof ConnectorError) return untold(`It could not be asked: ${error.message}`);
    throw error;
  }
}
