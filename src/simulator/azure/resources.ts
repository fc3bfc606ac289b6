import { isPlainObject } from '../../core/shape.ts';
import type { ArmResource } from './resource.ts';

// Who may read and write them: assumption arm-roles.
const admins = ['Security Administrator', 'Global Administrator'];

const subscription = '/subscriptions/{subscription}';
const inSubscription = /^\/subscriptions\/[^/]+/i;
const workspaces = 'providers/Microsoft.OperationalInsights/workspaces';
const sentinel = 'providers/Microsoft.SecurityInsights/alertRules';
/** Azure's own role assignments are not modeled: assumption arm-roles. */
const visible = {
  readers: [...admins, 'Security Reader', 'Global Reader'],
  writers: [],
  methods: ['list'],
} as const;

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
  // A tenant that never bought anything of Azure has no subscription.
  {
    ...visible,
    path: '/subscriptions',
    type: 'Microsoft.Resources/subscriptions',
    apiVersions: ['2022-12-01'],
    state: 'azureSubscriptions',
  },
  {
    ...visible,
    path: `${subscription}/providers/Microsoft.Insights/scheduledQueryRules`,
    type: 'Microsoft.Insights/scheduledQueryRules',
    apiVersions: ['2023-12-01'],
    state: 'scheduledQueryRules',
    below: inSubscription,
  },
  {
    ...visible,
    path: `${subscription}/${workspaces}`,
    type: 'Microsoft.OperationalInsights/workspaces',
    apiVersions: ['2023-09-01'],
    state: 'logAnalyticsWorkspaces',
    below: inSubscription,
  },
  {
    ...visible,
    path: `${subscription}/resourceGroups/{group}/${workspaces}/{workspace}/${sentinel}`,
    type: 'Microsoft.SecurityInsights/alertRules',
    apiVersions: ['2024-03-01'],
    state: 'sentinelAlertRules',
    below: /^.+\/workspaces\/[^/]+/i,
  },
];
