import { testControl } from '../../../test/control.ts';
import { tenant } from '../../../test/tenant.ts';
import { outlookWebStorageOff } from './outlook-web-storage-off.ts';

const policy = (
  name: string,
  additionalStorageProvidersAvailable: boolean | null,
  conditionalAccessPolicy: string | undefined = 'Off',
) => ({
  identity: name,
  name,
  additionalStorageProvidersAvailable,
  conditionalAccessPolicy,
});
const restricting = (state = 'enabled', includeApplications = ['Office365']) => [
  {
    state,
    conditions: { applications: { includeApplications } },
    sessionControls: { applicationEnforcedRestrictions: { isEnabled: true } },
  },
];
const clinic = (owaMailboxPolicies: object[], conditionalAccessPolicies?: object[]) =>
  tenant({ owaMailboxPolicies, ...(conditionalAccessPolicies && { conditionalAccessPolicies }) });

testControl(outlookWebStorageOff, {
  pass: {
    'outside storage off, no policy counts on limits': [
      clinic([policy('Default', false)], []),
      { resources: ['Default'] },
    ],
    'S0-53: limits are set for the policy that counts on them': clinic(
      [policy('Default', false, 'ReadOnly')],
      restricting(),
    ),
    'limits are set, conditional access not read': clinic([policy('Default', false, 'ReadOnlyPlusAttachmentsBlocked')]),
    'a policy in report-only mode counts on nothing': clinic(
      [policy('Default', false)],
      restricting('enabledForReportingButNotEnforced'),
    ),
    'a policy for SharePoint only counts on nothing here': clinic(
      [policy('Default', false)],
      restricting('enabled', ['00000003-0000-0ff1-ce00-000000000000']),
    ),
  },
  fail: {
    'outside storage on in one of two': [
      clinic([policy('Default', true), policy('Kiosk', false)], []),
      { resources: ['Default'], why: /1 of 2/ },
    ],
    'not said to be off': clinic([policy('Default', null)], []),
    'S0-53: a policy counts on limits that are not set': [
      clinic([policy('Default', false)], restricting()),
      { resources: ['Default'] },
    ],
    both: [clinic([policy('Default', true)], restricting()), { resources: ['Default', 'Default'] }],
  },
  unknown: {
    'no limits, conditional access not read': clinic([policy('Default', false)]),
    'limits needed, but the source does not hold them': clinic(
      [{ name: 'Default', additionalStorageProvidersAvailable: false }],
      restricting(),
    ),
    'no policy at all': clinic([], []),
  },
});
