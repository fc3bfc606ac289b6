import { defineResource } from '../../resource.ts';
import { all } from './reading.ts';
import { toRead } from './scope.ts';

/** Beta only, the newer form of the clean-up settings. */
export const managedDeviceCleanupRules = defineResource({
  id: 'graph.managed-device-cleanup-rules',
  sections: ['managedDeviceCleanupRules'],
  api: 'graph',
  scopes: [
    toRead('DeviceManagementManagedDevices.Read.All', 'To see when Intune drops devices that are out of touch.'),
  ],
  license: 'intune',
  beta: true,
  read: async ({ graph }) => ({
    managedDeviceCleanupRules: await all(graph, '/deviceManagement/managedDeviceCleanupRules', { version: 'beta' }),
  }),
});
