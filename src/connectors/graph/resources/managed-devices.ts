import { defineRecords } from '../../resource.ts';
import { all, key, query } from './reading.ts';
import { toChange, toRead } from './scope.ts';
import { cannot, idOf } from './writing.ts';

const path = '/deviceManagement/managedDevices';
const list = query(path, {
  select:
    'id,deviceName,operatingSystem,complianceState,managementState,managedDeviceOwnerType,isEncrypted,jailBroken,lastSyncDateTime,userPrincipalName',
});

/** A device is taken out by `retire`: company data leaves it, private data stays. */
export const managedDevices = defineRecords({
  id: 'graph.managed-devices',
  sections: ['managedDevices'],
  api: 'graph',
  scopes: [
    toRead('DeviceManagementManagedDevices.Read.All', 'To see which devices are encrypted, compliant and in use.'),
    toChange('DeviceManagementManagedDevices.Read.All', 'To find the device that is to be retired.'),
    toChange('DeviceManagementManagedDevices.PrivilegedOperations.All', 'To retire devices that nobody uses.'),
  ],
  license: 'intune',
  records: ({ graph }) => graph.list(list),
  async write({ graph }, change) {
    if (change.operation !== 'remove') throw cannot(change);
    const id = await idOf(change, () => all(graph, list));
    await graph.send('POST', `${path}/${key(id)}/retire`);
  },
});
