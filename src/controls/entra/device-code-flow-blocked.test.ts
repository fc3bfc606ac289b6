import { block, policy } from '../../../test/conditional-access.ts';
import { testControl } from '../../../test/control.ts';
import { tenant } from '../../../test/tenant.ts';
import { deviceCodeFlowBlocked } from './device-code-flow-blocked.ts';

const excluded = '2d9a50a8-6688-48eb-8646-0000000000aa';
const flow = (transferMethods: string) => ({ authenticationFlows: { transferMethods } });
const only = (...conditionalAccessPolicies: unknown[]) => tenant({ conditionalAccessPolicies });
const scuba = (outcome: 'pass' | 'fail') => ({ policies: { 'MS.AAD.3.9v1': outcome } });
const oneLeftOut = [
  policy('No device code', { users: { excludeUsers: [excluded] }, conditions: flow('deviceCodeFlow'), grant: block }),
];

testControl(deviceCodeFlowBlocked, {
  pass: {
    'device code flow is blocked': [
      only(policy('No device code', { conditions: flow('deviceCodeFlow'), grant: block })),
      { resources: ['No device code'], ...scuba('pass') },
    ],
    'together with authentication transfer; SCuBA wants it alone': [
      only(policy('No flows', { conditions: flow('deviceCodeFlow,authenticationTransfer'), grant: block })),
      scuba('fail'),
    ],
    'the excluded user is declared': [
      tenant({ conditionalAccessPolicies: oneLeftOut }, { declared: { 'MS.AAD.3.9v1': { users: [excluded] } } }),
      scuba('pass'),
    ],
    'the excluded user is an emergency access account': [
      tenant({ conditionalAccessPolicies: oneLeftOut }, { organization: { breakGlass: [excluded] } }),
      scuba('pass'),
    ],
  },
  fail: {
    'no policy; policies without the key are not about it': [
      only(policy('Block guests', { users: { includeUsers: ['GuestsOrExternalUsers'] }, grant: block })),
      { resources: ['Conditional Access'], ...scuba('fail') },
    ],
    'one undeclared user: the number-one question of users': [
      only(...oneLeftOut),
      {
        resources: ['No device code'],
        wouldPassIf: new RegExp(`^User ${excluded} is declared as an exclusion\\.$`),
        ...scuba('fail'),
      },
    ],
    'another user is declared': [
      tenant({ conditionalAccessPolicies: oneLeftOut }, { declared: { 'MS.AAD.3.9v1': { users: ['someone-else'] } } }),
      scuba('fail'),
    ],
    'authentication transfer only': only(
      policy('No transfer', { conditions: flow('authenticationTransfer'), grant: block }),
    ),
    'narrowed to a location': [
      only(
        policy('No device code', {
          conditions: { ...flow('deviceCodeFlow'), locations: { includeLocations: ['loc-1'] } },
          grant: block,
        }),
      ),
      { why: /applies to location loc-1 only/, ...scuba('fail') },
    ],
  },
});
