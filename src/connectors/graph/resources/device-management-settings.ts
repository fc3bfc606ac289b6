import { defineResource } from '../../resource.ts';
import { one, query } from './reading.ts';
import { toChange, toRead } from './scope.ts';
import { cannot, patchBody, sendable, valuesOf } from './writing.ts';

const path = '/deviceManagement';

/** The settings are a property of the Intune root; v1.0 has them. That the root takes this permission is [M]. */
export const deviceManagementSettings = defineResource({
  id: 'graph.device-management-settings',
  sections: ['deviceManagementSettings'],
  api: 'graph',
  scopes: [
    toRead('DeviceManagementConfiguration.Read.All', 'To see how Intune treats devices that no policy reaches.'),
    toChange(
      'DeviceManagementConfiguration.ReadWrite.All',
      'To treat devices that no policy reaches as not compliant.',
    ),
  ],
  license: 'intune',
  async read({ graph }) {
    const { settings } = await one(graph, query(path, { select: 'settings' }));
    return { deviceManagementSettings: settings ?? undefined };
  },
  async write({ graph }, change) {
    if (change.operation !== 'set') throw cannot(change);
    const { settings } = await one(graph, query(path, { select: 'settings' }));
    const nested = Object.fromEntries(
      Object.entries(valuesOf(change)).map(([name, value]) => [`settings.${name}`, value]),
    );
    await graph.send('PATCH', path, sendable(patchBody({ settings }, nested)));
  },
});
