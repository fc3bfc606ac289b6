import { testControl } from '../../../test/control.ts';
import { tenant } from '../../../test/tenant.ts';
import { webSessionIdleTimeout } from './web-session-idle-timeout.ts';

const policy = (timeout: string, more: object = {}, ApplicationId = 'default') => ({
  id: 'p1',
  displayName: 'Idle timeout',
  isOrganizationDefault: true,
  definition: [
    JSON.stringify({
      ActivityBasedTimeoutPolicy: {
        Version: 1,
        ApplicationPolicies: [{ ApplicationId, WebSessionIdleTimeout: timeout }],
      },
    }),
  ],
  ...more,
});
const outlook = (enabled: boolean, interval: string) => ({
  organizationConfig: {
    activityBasedAuthenticationTimeoutEnabled: enabled,
    activityBasedAuthenticationTimeoutInterval: interval,
  },
});

testControl(webSessionIdleTimeout, {
  pass: {
    'exactly the limit of 60 minutes; six hours in Exchange are overridden': [
      tenant({ activityBasedTimeoutPolicies: [policy('01:00:00')], ...outlook(true, '06:00:00') }),
      { resources: ['Idle timeout'] },
    ],
    '15 minutes': tenant({ activityBasedTimeoutPolicies: [policy('00:15:00')] }, { parameters: { minutes: 15 } }),
  },
  partial: {
    'only Outlook on the web has a timeout': [
      tenant({ activityBasedTimeoutPolicies: [], ...outlook(true, '00:30:00') }),
      { resources: ['all web apps', 'Outlook on the web'] },
    ],
  },
  fail: {
    'a second more than the limit': [
      tenant({ activityBasedTimeoutPolicies: [policy('01:00:01')] }),
      { resources: ['Idle timeout'] },
    ],
    'a day and an hour': tenant({ activityBasedTimeoutPolicies: [policy('1.01:00:00')] }),
    'nothing set, six hours in Outlook': [
      tenant({ activityBasedTimeoutPolicies: [], ...outlook(true, '06:00:00') }),
      { resources: ['all web apps', 'Outlook on the web'], wouldPassIf: /60 minutes/ },
    ],
    'nothing set, the one in Outlook is off': tenant({
      activityBasedTimeoutPolicies: [],
      ...outlook(false, '00:30:00'),
    }),
    'a timeout of one portal is none for all': tenant({
      activityBasedTimeoutPolicies: [policy('00:15:00', {}, 'c44b4083-3bb0-49c1-b47d-974e53cbdf3c')],
    }),
    'a policy that is not in force': tenant({
      activityBasedTimeoutPolicies: [policy('00:15:00', { isOrganizationDefault: false })],
    }),
    'a stricter limit of the organization': tenant(
      { activityBasedTimeoutPolicies: [policy('01:00:00')] },
      { parameters: { minutes: 30 } },
    ),
  },
  unknown: {
    'a definition that is not JSON': tenant({
      activityBasedTimeoutPolicies: [policy('01:00:00', { definition: ['…'] })],
    }),
    'only Exchange was read': tenant(outlook(true, '00:30:00')),
  },
});
