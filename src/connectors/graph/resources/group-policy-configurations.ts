import { defineResource } from '../../resource.ts';
import { all, query } from './reading.ts';
import { toRead } from './scope.ts';

/** Administrative templates are in beta only. */
export const groupPolicyConfigurations = defineResource({
  id: 'graph.group-policy-configurations',
  sections: ['groupPolicyConfigurations'],
  api: 'graph',
  scopes: [toRead('DeviceManagementConfiguration.Read.All', 'To see which administrative templates computers get.')],
  license: 'intune',
  beta: true,
  read: async ({ graph }) => ({
    groupPolicyConfigurations: await all(
      graph,
      query('/deviceManagement/groupPolicyConfigurations', {
        expand: 'assignments,definitionValues($expand=definition)',
      }),
      { version: 'beta' },
    ),
  }),
});
