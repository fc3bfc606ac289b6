import { defineResource } from '../../resource.ts';
import { writeTo } from './collection.ts';
import { all, query } from './reading.ts';
import { toChange, toRead } from './scope.ts';
import { cannot } from './writing.ts';

const path = '/deviceManagement/deviceCompliancePolicies';

export const deviceCompliancePolicies = defineResource({
  id: 'graph.device-compliance-policies',
  sections: ['deviceCompliancePolicies'],
  api: 'graph',
  scopes: [
    toRead('DeviceManagementConfiguration.Read.All', 'To see what a device must have to count as compliant.'),
    toChange(
      'DeviceManagementConfiguration.ReadWrite.All',
      'To make compliance policies ask for encryption and a lock.',
    ),
  ],
  license: 'intune',
  read: async ({ graph }) => ({
    deviceCompliancePolicies: await all(graph, query(path, { expand: 'assignments' })),
  }),
  async write(clients, change) {
    // A new policy needs a decision on whom it reaches; only present ones are tightened.
    if (change.operation !== 'set') throw cannot(change);
    const adapt = (body: Record<string, unknown>, present: Record<string, unknown>) => ({
      '@odata.type': present['@odata.type'],
      ...body,
    });
    await writeTo(clients, change, { path, adapt });
  },
});
