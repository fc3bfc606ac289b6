import { plainText } from '../../../core/shape.ts';
import { defineResource } from '../../resource.ts';
import { all, key, only, query, quoted } from './reading.ts';
import { toChange, toRead } from './scope.ts';

const path = '/servicePrincipals';
const list = query(path, { select: 'id,appId,displayName,accountEnabled,servicePrincipalType', top: '999' });

/**
 * Microsoft's own applications have no service principal until somebody uses them: one that is missing is made by
 * PATCH with `create-if-missing`, so that it can be switched off.
 */
export const servicePrincipals = defineResource({
  id: 'graph.service-principals',
  sections: ['servicePrincipals'],
  api: 'graph',
  scopes: [
    toRead('Application.Read.All', 'To know the applications in the tenant.'),
    toChange('Application.ReadWrite.All', 'To block applications.'),
  ],
  read: async ({ graph }) => ({ servicePrincipals: await all(graph, list) }),
  async write({ graph }, change) {
    const { id, appId } = change.match ?? {};
    const byApp = `${path}(appId=${quoted(appId)})`;
    const target = plainText(id) === '' ? byApp : `${path}/${key(id)}`;
    if (change.operation === 'remove') await graph.send('DELETE', target);
    else if (change.operation === 'set') await graph.send('PATCH', target, { ...change.values });
    else {
      const headers = { Prefer: 'create-if-missing' };
      await graph.send('PATCH', byApp, only({ ...change.values }, 'accountEnabled'), { headers });
    }
  },
});
