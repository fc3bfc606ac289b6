import * as contract from '../../api/settings.ts';
import { loadOrganization } from '../../cli/assessment.ts';
import { leastYears } from '../../core/audit-keeping.ts';
import { retentionTable } from '../../engine/retention-table.ts';
import { organizationTemplate } from '../../reports/organization-template.ts';
import { listCredentials } from '../../store/credentials.ts';
import { withTenant } from '../../store/scope.ts';
import { listSnapshots, loadSnapshot } from '../../store/snapshots.ts';
import { tenantFolder } from '../ask.ts';
import { dropMovedSecrets } from '../delivery-secrets.ts';
import { readText, replaceText } from '../organization-text.ts';
import { implement } from '../route.ts';

export const settingsRoutes = [
  implement(contract.showOrganization, ({ server, tenant }) =>
    Promise.resolve({ ...readText(tenantFolder(server, tenant)), example: organizationTemplate }),
  ),

  implement(contract.saveOrganization, async (call) => {
    const { server, tenant, body } = call;
    const { text, revision: before, reason } = body;
    call.about('wardline.yaml', { before: before.slice(0, 16), reason });
    const folder = tenantFolder(server, tenant);
    const { text: old } = readText(folder);
    const revision = replaceText(folder, { text, revision: before });
    call.about('wardline.yaml', { before: before.slice(0, 16), after: revision.slice(0, 16), reason });
    await withTenant(server.store, tenant, (scope) => dropMovedSecrets(scope, old, text));
    return { revision };
  }),

  implement(contract.showKeeping, async (call) => {
    const { server, tenant } = call;
    const { organization } = loadOrganization(undefined, tenantFolder(server, tenant));
    const { held, snapshot } = await withTenant(server.store, tenant, async (scope) => {
      const newest = (await listSnapshots(scope)).find(({ state }) => state === 'complete');
      return { held: await listCredentials(scope), snapshot: newest && (await loadSnapshot(scope, newest.id)) };
    });
    const { current, all } = server.keyring;
    return {
      retentionYears: organization.audit?.retentionYears ?? leastYears,
      isOwnChoice: organization.audit !== undefined,
      ...(organization.archive && { archive: organization.archive.kind }),
      anchors: organization.audit?.anchors !== undefined,
      masterKey: current.id,
      oldKeys: all.length - 1,
      sealedWithOld: held.filter(({ keyId }) => keyId !== current.id).length,
      credentials: held.length,
      ...(snapshot && { tenant: { takenAt: snapshot.takenAt, ...retentionTable(snapshot) } }),
    };
  }),
];
