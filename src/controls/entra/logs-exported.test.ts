import { testControl } from '../../../test/control.ts';
import { tenant } from '../../../test/tenant.ts';
import { logsExported } from './logs-exported.ts';

const signIns = ['AuditLogs', 'SignInLogs', 'NonInteractiveUserSignInLogs', 'ServicePrincipalSignInLogs'];
const all = [...signIns, 'RiskyUsers', 'UserRiskEvents'];
const setting = (name: string, target: object, enabled: string[], disabled: string[] = []) => ({
  id: `/providers/microsoft.aadiam/diagnosticSettings/${name}`,
  name,
  properties: {
    ...target,
    logs: [
      ...enabled.map((category) => ({ category, enabled: true })),
      ...disabled.map((category) => ({ category, enabled: false })),
    ],
  },
});
const workspace = { workspaceId: '/subscriptions/0/resourceGroups/logs/workspaces/clinic' };
const plans = (...names: string[]) => ({
  servicePlans: names.map((servicePlanName) => ({ servicePlanName, provisioningStatus: 'Success' })),
});

testControl(logsExported, {
  pass: {
    'all logs to a workspace': [
      tenant({ entraDiagnosticSettings: [setting('siem', workspace, all)] }),
      { resources: all, policies: { 'MS.AAD.4.1v1': 'pass' } },
    ],
    'split over two settings': tenant({
      entraDiagnosticSettings: [
        setting('siem', { eventHubAuthorizationRuleId: '/hub', eventHubName: 'entra' }, signIns),
        setting('archive', { storageAccountId: '/account' }, ['RiskyUsers', 'UserRiskEvents']),
      ],
    }),
    'the group of all logs': tenant({
      entraDiagnosticSettings: [
        { id: '1', name: 'siem', properties: { ...workspace, logs: [{ categoryGroup: 'allLogs', enabled: true }] } },
      ],
    }),
    'I-3: without Entra ID P2 there are no risk logs to send': tenant({
      entraDiagnosticSettings: [setting('siem', workspace, signIns)],
      ...plans('AAD_PREMIUM'),
    }),
  },
  partial: {
    'risk logs stay behind': [
      tenant({
        entraDiagnosticSettings: [setting('siem', workspace, signIns, ['RiskyUsers', 'UserRiskEvents'])],
        ...plans('AAD_PREMIUM_P2'),
      }),
      { resources: ['RiskyUsers', 'UserRiskEvents'], why: /2 of 6/ },
    ],
  },
  fail: {
    'no diagnostic setting': [tenant({ entraDiagnosticSettings: [] }), { resources: all }],
    'a setting without a destination sends nothing': tenant({ entraDiagnosticSettings: [setting('siem', {}, all)] }),
    'every log is disabled': tenant({ entraDiagnosticSettings: [setting('siem', workspace, [], all)] }),
  },
  'not-licensed': {
    'I-3: Entra ID Free sends no sign-in logs': tenant({
      entraDiagnosticSettings: [],
      ...plans('EXCHANGE_S_STANDARD'),
    }),
  },
});
