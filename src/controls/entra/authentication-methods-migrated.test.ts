import { testControl } from '../../../test/control.ts';
import { tenant } from '../../../test/tenant.ts';
import { authenticationMethodsMigrated } from './authentication-methods-migrated.ts';

const state = (policyMigrationState: string | null) =>
  tenant({ authenticationMethodsPolicy: { policyMigrationState } });

testControl(authenticationMethodsMigrated, {
  pass: {
    complete: [state('migrationComplete'), { policies: { 'MS.AAD.3.4v1': 'pass' } }],
    'not set, as in newer tenants': [state(null), { policies: { 'MS.AAD.3.4v1': 'pass' } }],
  },
  fail: {
    'in progress': [
      state('migrationInProgress'),
      { resources: ['Authentication methods policy'], policies: { 'MS.AAD.3.4v1': 'fail' } },
    ],
    'not begun': state('preMigration'),
  },
  unknown: {
    'the policy is there without its state': tenant({
      authenticationMethodsPolicy: { id: 'authenticationMethodsPolicy' },
    }),
  },
});
