import { isPlainObject, plainText } from '../../../core/shape.ts';
import { type GraphOptions, defineResource } from '../../resource.ts';
import { all, key, query, records } from './reading.ts';
import { toChange, toRead } from './scope.ts';
import { cannot, idOf, sendable, theOne, valuesOf, without } from './writing.ts';

const path = '/deviceManagement/configurationPolicies';
const list = query(path, { select: 'id,name,platforms,templateReference' });
const beta: GraphOptions = { version: 'beta' };

/** The settings catalogue is in beta only. */
export const configurationPolicies = defineResource({
  id: 'graph.configuration-policies',
  sections: ['configurationPolicies'],
  api: 'graph',
  scopes: [
    toRead('DeviceManagementConfiguration.Read.All', 'To see which settings Intune gives to computers.'),
    toChange('DeviceManagementConfiguration.ReadWrite.All', 'To give computers the settings that protect them.'),
  ],
  license: 'intune',
  beta: true,
  read: async ({ graph }) => ({
    configurationPolicies: await all(graph, query(path, { expand: 'settings,assignments' }), beta),
  }),
  async write({ graph }, change) {
    if (change.operation === 'set') throw cannot(change);
    if (change.operation === 'remove') {
      await graph.send('DELETE', `${path}/${key(await idOf(change, () => all(graph, list, beta)))}`, undefined, beta);
      return;
    }
    const { assignments, ...values } = valuesOf(change);
    const body = { technologies: 'mdm', ...without(values, 'id') };
    const made = await graph.send('POST', path, sendable(body), beta);
    const given = isPlainObject(made) ? plainText(made['id']) : '';
    const id = given || plainText(theOne(await all(graph, list, beta), change)['id']);
    const targets = records(assignments).map(({ target }) => ({ target: sendable(target) }));
    if (targets.length > 0) await graph.send('POST', `${path}/${key(id)}/assign`, { assignments: targets }, beta);
  },
});
