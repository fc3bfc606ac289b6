import * as contract from '../../api/connection.ts';
import { permissionsOf } from '../../cli/commands/permissions.ts';
import { connectable, makeSignIn, requireReadFirst } from '../../cli/connecting.ts';
import { loadOrganization } from '../../cli/assessment.ts';
import type { SignIn } from '../../cli/live.ts';
import type { Probe } from '../../cli/probe.ts';
import { daysAfter } from '../../core/clock.ts';
import { portalSteps } from '../../reports/permissions.ts';
import { listCredentials, openCredential } from '../../store/credentials.ts';
import { withTenant } from '../../store/scope.ts';
import { listSnapshots } from '../../store/snapshots.ts';
import { getTenant } from '../../store/tenants.ts';
import { ask, tenantFolder } from '../ask.ts';
import { certificateEnd, certificateWarnDays, connectionState } from '../connection-shown.ts';
import { type Call, implement } from '../route.ts';

export const connectionRoutes = [
  implement(contract.showConnection, async ({ server, tenant, at }) => {
    const { organization } = loadOrganization(undefined, tenantFolder(server, tenant));
    return withTenant(server.store, tenant, async (scope) => {
      const { domain, cloud } = await getTenant(scope);
      const held = await listCredentials(scope);
      const last = (await listSnapshots(scope)).find(({ state }) => state === 'complete');
      const registrations = [];
      for (const name of connectable) {
        const [plan] = permissionsOf(name, organization);
        const credential = held.find((one) => one.name === name);
        const endsAt = credential && (await certificateEnd(scope, server.keyring, credential));
        registrations.push({
          ...{ name, displayName: plan!.displayName, purpose: plan!.purpose, connected: credential !== undefined },
          ...(credential && { since: credential.createdAt }),
          ...(endsAt && { certificateEndsAt: endsAt }),
          certificate: connectionState(credential ? 1 : 0, endsAt, { at, soon: daysAfter(at, certificateWarnDays) }),
          permissions: plan!.permissions
            .filter(({ later }) => !later)
            .map(({ service, role, why }) => ({ service, role, why: [...why] })),
          assigned: plan!.assigned.map(({ role, kind, why }) => ({ role, kind, why })),
          steps: portalSteps(plan!),
        });
      }
      return { ...(domain && { domain }), cloud, ...(last && { lastReadAt: last.takenAt }), registrations };
    });
  }),

  implement(contract.prepareConnection, async (call) => {
    const { server, tenant, body, at } = call;
    const { registration, clientId } = body;
    await requireReadFirst(server.store, tenant, registration);
    const hostMap = await simulatedAt(call);
    const made = await makeSignIn(server, tenant, registration, { clientId, at, ...(hostMap && { hostMap }) });
    call.about(registration, { thumbprint: made.thumbprint });
    const { certificate, thumbprint, endsAt } = made;
    return { certificate, thumbprint, endsAt };
  }),

  implement(contract.testConnection, async (call) => {
    const { registration } = call.body;
    call.about(registration);
    // 4: the sign-in fails; the rows say why.
    const items = (await ask(call, ['tenant', 'test', '--registration', registration], [0, 4, 6])) as Probe[];
    return { items, at: call.at };
  }),
];

/** Where a simulated tenant is reached: a new sign-in of it goes there too, and never to Microsoft. */
async function simulatedAt({ server, tenant }: Call): Promise<SignIn['hostMap']> {
  return withTenant(server.store, tenant, async (scope) => {
    const held = (await listCredentials(scope)).find(({ name }) => name === 'read-settings');
    if (!held) return undefined;
    return (JSON.parse(await openCredential(scope, server.keyring, held.name)) as SignIn).hostMap;
  });
}
