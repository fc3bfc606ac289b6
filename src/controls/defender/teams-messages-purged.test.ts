import { testControl } from '../../../test/control.ts';
import { tenant } from '../../../test/tenant.ts';
import { teamsMessagesPurged } from './teams-messages-purged.ts';

const policy = (zapEnabled: boolean | null) => ({ identity: 'Teams Protection Policy', zapEnabled });
const rule = (exceptIfSentTo: string[] | null) => ({
  identity: 'Teams Protection Policy Rule',
  state: 'Enabled',
  sentTo: null,
  exceptIfSentTo,
  exceptIfSentToMemberOf: null,
  exceptIfRecipientDomainIs: null,
});

testControl(teamsMessagesPurged, {
  pass: {
    'on, and no rule leaves anybody out': tenant({ teamsProtectionPolicies: [policy(true)], teamsProtectionRules: [] }),
    'on, and the one who is left out is declared': tenant(
      { teamsProtectionPolicies: [policy(true)], teamsProtectionRules: [rule(['reports@clinic.example.com'])] },
      {
        organization: {
          exclusions: {
            'defender.teams-messages-purged': { mailboxes: ['Reports@clinic.example.com'], reason: 'Phishing reports' },
          },
        },
      },
    ),
  },
  fail: {
    off: [
      tenant({ teamsProtectionPolicies: [policy(false)], teamsProtectionRules: [] }),
      { resources: ['Teams Protection Policy'] },
    ],
    'not set': tenant({
      teamsProtectionPolicies: [policy(null)],
      teamsProtectionRules: [rule(['desk@clinic.example.com'])],
    }),
  },
  partial: {
    'on, with an undeclared exception': [
      tenant({ teamsProtectionPolicies: [policy(true)], teamsProtectionRules: [rule(['desk@clinic.example.com'])] }),
      { resources: ['Teams Protection Policy Rule'], wouldPassIf: /declare desk@clinic\.example\.com/ },
    ],
  },
  'not-licensed': {
    'Plan 1 is not enough': tenant({
      teamsProtectionPolicies: [policy(true)],
      servicePlans: [{ servicePlanName: 'ATP_ENTERPRISE', provisioningStatus: 'Success' }],
    }),
  },
  unknown: {
    'on, but the rules were not read': tenant({ teamsProtectionPolicies: [policy(true)] }),
    'no policy was returned': tenant({ teamsProtectionPolicies: [], teamsProtectionRules: [] }),
  },
});
