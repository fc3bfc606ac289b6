import type { Change } from '../../../core/change.ts';
import { isPlainObject, plainText } from '../../../core/shape.ts';
import { type GraphClient, defineResource } from '../../resource.ts';
import { type Raw, all, key, query, records, withType } from './reading.ts';
import { toChange, toRead } from './scope.ts';
import { sendable, theOne, valuesOf, without } from './writing.ts';

const root = '/deviceAppManagement';
const kinds = ['iosManagedAppProtection', 'androidManagedAppProtection'];
const typeOf = (kind: string) => `#microsoft.graph.${kind}`;

/** Each platform has a list of its own, whose entries do not carry their type. */
async function readPolicies(graph: GraphClient): Promise<Raw[]> {
  const found: Raw[] = [];
  for (const kind of kinds) {
    const policies = await all(graph, query(`${root}/${kind}s`, { expand: 'assignments' }));
    found.push(...policies.map(withType(typeOf(kind))));
  }
  return found;
}

function listOf(policy: Raw): string {
  const kind = kinds.find((one) => policy['@odata.type'] === typeOf(one));
  return `${root}/${kind ?? kinds[0]}s`;
}

/** A new policy protects nothing until it has apps and people: it is made, given Microsoft's apps, then assigned. */
async function create(graph: GraphClient, change: Change): Promise<void> {
  const { assignments, ...values } = valuesOf(change);
  const list = listOf(values);
  const body = without(values, 'id', 'isAssigned', 'version', 'createdDateTime', 'lastModifiedDateTime');
  const made = await graph.send('POST', list, sendable(body));
  const id = isPlainObject(made) ? plainText(made['id']) : '';
  const path = `${list}/${key(id || theOne(await readPolicies(graph), change)['id'])}`;
  await graph.send('POST', `${path}/targetApps`, { apps: [], appGroupType: 'allMicrosoftApps' });
  const targets = records(assignments).map(({ target }) => ({ target: sendable(target) }));
  if (targets.length > 0) await graph.send('POST', `${path}/assign`, { assignments: targets });
}

export const managedAppPolicies = defineResource({
  id: 'graph.managed-app-policies',
  sections: ['managedAppPolicies'],
  api: 'graph',
  scopes: [
    toRead('DeviceManagementApps.Read.All', 'To see how company data is protected in apps on phones.'),
    toChange('DeviceManagementApps.ReadWrite.All', 'To protect company data in apps on phones.'),
  ],
  license: 'intune',
  read: async ({ graph }) => ({ managedAppPolicies: await readPolicies(graph) }),
  async write({ graph }, change) {
    if (change.operation === 'create') {
      await create(graph, change);
      return;
    }
    const policy = theOne(await readPolicies(graph), change);
    const path = `${listOf(policy)}/${key(policy['id'])}`;
    if (change.operation === 'remove') await graph.send('DELETE', path);
    else await graph.send('PATCH', path, { '@odata.type': policy['@odata.type'], ...valuesOf(change) });
  },
});
