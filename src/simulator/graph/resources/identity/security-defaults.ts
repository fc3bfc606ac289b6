import { readOnly } from '../../../properties.ts';
import { badRequest } from '../../errors.ts';
import { defineGraphSingleton } from '../../resource.ts';

export const securityDefaults = defineGraphSingleton({
  path: '/policies/identitySecurityDefaultsEnforcementPolicy',
  type: 'identitySecurityDefaultsEnforcementPolicy',
  state: 'securityDefaults',
  methods: ['get', 'update'],
  family: 'policy',
  roles: { read: ['Policy.Read.All'], write: ['Policy.ReadWrite.SecurityDefaults'] },
  activity: { noun: 'security defaults', category: 'Policy', target: 'Policy' },
  properties: {
    id: readOnly('text'),
    displayName: readOnly('text'),
    description: readOnly('text'),
    deletedDateTime: readOnly('moment'),
    isEnabled: 'flag',
  },
  validate({ state }, { after }) {
    // They cannot come on beside an enabled policy: assumption ca-rules.
    const policy = state.list('conditionalAccessPolicies').find((entry) => entry['state'] === 'enabled');
    if (after['isEnabled'] === true && policy)
      throw badRequest(
        `Security Defaults cannot be enabled: Conditional Access policy '${String(policy['displayName'])}' is enabled.`,
      );
  },
});
