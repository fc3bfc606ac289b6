import { testControl } from '../../../test/control.ts';
import { tenant } from '../../../test/tenant.ts';
import { labelDowngradeJustified } from './label-downgrade-justified.ts';

const labels = [{ name: 'General' }, { name: 'PHI' }];
const policy = (settings: unknown, more: object = {}) => ({
  name: 'Everybody',
  enabled: true,
  labels: ['General', 'PHI'],
  settings,
  ...more,
});
const given = (...labelPolicies: object[]) => tenant({ labels, labelPolicies });

testControl(labelDowngradeJustified, {
  pass: {
    'a reason and mandatory labels': [
      given(policy(['[requiredowngradejustification, true]', '[mandatory, true]'])),
      { resources: ['Everybody'] },
    ],
    'a reason and a default label': given(
      policy(['[RequireDowngradeJustification, True]', '[defaultlabelid, 7d1f0d56-1c64-4b6a-9f5b-3d1f3c0f5a10]']),
    ),
    'settings as objects': given(
      policy([
        { Key: 'requiredowngradejustification', Value: 'true' },
        { Key: 'mandatory', Value: 'true' },
      ]),
    ),
    'a policy without a PHI label may do as it likes': given(
      policy(['[requiredowngradejustification, true]', '[mandatory, true]']),
      policy([], { name: 'Guests', labels: ['General'] }),
    ),
  },
  partial: {
    'a reason, but files may stay without a label': [
      given(policy(['[requiredowngradejustification, true]'])),
      { resources: ['Everybody'], wouldPassIf: /mandatory or set by default/ },
    ],
    'the default label is None': given(policy(['[requiredowngradejustification, true]', '[defaultlabelid, None]'])),
  },
  fail: {
    'no settings at all': [given(policy(null)), { resources: ['Everybody'] }],
    'no reason is asked for': given(policy(['[requiredowngradejustification, false]', '[mandatory, true]'])),
    'one of two policies': [
      given(
        policy(['[requiredowngradejustification, true]', '[mandatory, true]']),
        policy(['[mandatory, true]'], { name: 'Nurses' }),
      ),
      { resources: ['Nurses'], why: /1 of 2/ },
    ],
  },
  'not-applicable': {
    'no label for PHI is published': given(policy([], { labels: ['General'] })),
    'the policy is off': given(policy([], { enabled: false })),
  },
});
