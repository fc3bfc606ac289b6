import { plainText } from '../../../core/shape.ts';
import { defineResource } from '../../resource.ts';
import { one } from './reading.ts';
import { toChange, toRead } from './scope.ts';
import { cannot } from './writing.ts';

const path = '/deviceManagement/managedDeviceCleanupSettings';

/** Beta only; the days are a text there [M]. */
export const managedDeviceCleanupSettings = defineResource({
  id: 'graph.managed-device-cleanup-settings',
  sections: ['managedDeviceCleanupSettings'],
  api: 'graph',
  scopes: [
    toRead('DeviceManagementManagedDevices.Read.All', 'To see when Intune drops devices that are out of touch.'),
    toChange('DeviceManagementManagedDevices.ReadWrite.All', 'To make Intune drop devices that are out of touch.'),
  ],
  license: 'intune',
  beta: true,
  read: async ({ graph }) => ({ managedDeviceCleanupSettings: await one(graph, path, { version: 'beta' }) }),
  async write({ graph }, change) {
    if (change.operation !== 'set') throw cannot(change);
    const field = 'deviceInactivityBeforeRetirementInDays';
    const days = change.values?.[field];
    // No rule at all is written as null.
    const body = { [field]: days === null || days === undefined ? null : plainText(days) };
    await graph.send('PATCH', path, body, { version: 'beta' });
  },
});
