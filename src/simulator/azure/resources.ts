import { isPlainObject } from '../../core/shape.ts';
import type { ArmResource } from './resource.ts';

// Who may read and write them: assumption arm-roles.
const admins = ['Security Administrator', 'Global Administrator'];

/** Every list of Azure Resource Manager that the simulator has. */
export const armResources: readonly ArmResource[] = [
  {
    path: '/providers/microsoft.aadiam/diagnosticSettings',
    type: 'microsoft.aadiam/diagnosticSettings',
    apiVersions: ['2017-04-01', '2017-04-01-preview'],
    state: 'entraDiagnosticSettings',
    readers: [...admins, 'Security Reader', 'Global Reader'],
    writers: admins,
    methods: ['list', 'get', 'put', 'delete'],
    flaw({ properties }) {
      const given = isPlainObject(properties) ? properties : {};
      const sinks = ['workspaceId', 'storageAccountId', 'eventHubAuthorizationRuleId', 'marketplacePartnerId'];
      return sinks.some((sink) => typeof given[sink] === 'string' && given[sink] !== '')
        ? undefined
        : 'At least one data sink needs to be specified.';
    },
  },
];
