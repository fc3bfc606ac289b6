import { isPlainObject } from '../../../core/shape.ts';
import { defineResource } from '../../resource.ts';
import { type Raw, all, eachList, key, only, records } from './reading.ts';
import { toRead } from './scope.ts';

const path = '/policies/appManagementPolicies';

/** ScubaGear repeats the apps that a policy is for in each of its restrictions; the section has that form. */
function withApps(policy: Raw, apps: readonly Raw[]): Raw {
  const appliesTo = apps.map((app) => only(app, 'id', 'appId', 'displayName'));
  const { restrictions } = policy;
  if (!isPlainObject(restrictions)) return policy;
  const repeated = ['passwordCredentials', 'keyCredentials'].filter((kind) => kind in restrictions);
  const parts = repeated.map((kind) => [kind, records(restrictions[kind]).map((one) => ({ ...one, appliesTo }))]);
  return { ...policy, restrictions: { ...restrictions, ...(Object.fromEntries(parts) as Raw) } };
}

export const appManagementPolicies = defineResource({
  id: 'graph.app-management-policies',
  sections: ['appManagementPolicies'],
  api: 'graph',
  scopes: [
    toRead('Policy.Read.All', 'To read the rules for secrets and certificates of single applications.'),
    toRead('Application.Read.All', 'To know the applications that such a rule is for.'),
  ],
  async read({ graph }) {
    const policies = await all(graph, path);
    const found: Raw[] = [];
    const lists = eachList(graph, policies, ({ id }) => `${path}/${key(id)}/appliesTo`);
    for await (const { item, records: apps } of lists) found.push(withApps(item, apps));
    return { appManagementPolicies: found };
  },
});
