import { defineResource } from '../../resource.ts';
import { isSensitive } from './permission-names.ts';
import { type Raw, eachList, key, records } from './reading.ts';
import { toRead } from './scope.ts';

/** Sensitive delegated permissions that an admin classified as low impact, by the application that offers them. */
export const permissionClassifications = defineResource({
  id: 'graph.permission-classifications',
  sections: ['riskyDelegatedPermissionClassifications'],
  api: 'graph',
  after: ['servicePrincipals'],
  scopes: [
    toRead('Policy.Read.PermissionGrant', 'To see which permissions users may give to applications themselves.'),
  ],
  async read({ graph }, context) {
    const principals = context.read('servicePrincipals');
    if (principals === undefined) return {};
    const apps = records(principals).filter((one) => /^Application$/i.test(String(one['servicePrincipalType'])));
    const found: Raw[] = [];
    const lists = eachList(graph, apps, ({ id }) => `/servicePrincipals/${key(id)}/delegatedPermissionClassifications`);
    for await (const { item, records: classified } of lists) {
      const names = classified
        .filter(({ classification }) => classification === 'low')
        .map(({ permissionName }) => String(permissionName))
        .filter(isSensitive);
      if (names.length === 0) continue;
      const { id, appId, displayName } = item;
      found.push({ objectId: id, appId, displayName, riskyPermClassifications: names });
    }
    return { riskyDelegatedPermissionClassifications: found };
  },
});
