import { policy } from '../../../test/conditional-access.ts';
import { testControl } from '../../../test/control.ts';
import { tenant } from '../../../test/tenant.ts';
import { sessionDownloadsBlocked } from './session-downloads-blocked.ts';

const applications = { includeApplications: ['Office365'] };
const proxy = (cloudAppSecurityType: string, given = {}) =>
  policy('Proxy', { applications, session: { cloudAppSecurity: { isEnabled: true, cloudAppSecurityType } }, ...given });
const only = (...conditionalAccessPolicies: unknown[]) => tenant({ conditionalAccessPolicies });
const unmanaged = { devices: { deviceFilter: { mode: 'exclude', rule: 'device.isCompliant -eq True' } } };

testControl(sessionDownloadsBlocked, {
  pass: {
    'downloads are blocked on unmanaged devices': [
      only(proxy('blockDownloads', { conditions: unmanaged })),
      { resources: ['Proxy'] },
    ],
    'rules in Defender for Cloud Apps': only(proxy('mcasConfigured')),
  },
  fail: {
    'no policy': only(),
    'only watched': [only(proxy('monitorOnly')), { why: /only monitors the session/, wouldPassIf: /blocks downloads/ }],
    'report-only': only(proxy('blockDownloads', { state: 'enabledForReportingButNotEnforced' })),
  },
  'not-applicable': {
    'app-enforced restrictions are used instead': only(
      policy('Limit', { applications, session: { applicationEnforcedRestrictions: { isEnabled: true } } }),
    ),
  },
  'not-licensed': {
    'I-3: no Defender for Cloud Apps': tenant({
      conditionalAccessPolicies: [],
      servicePlans: [{ servicePlanName: 'AAD_PREMIUM', provisioningStatus: 'Success' }],
    }),
  },
});
