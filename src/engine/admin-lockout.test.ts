import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { tenant } from '../../test/tenant.ts';
import type { Change } from '../core/change.ts';
import { adminLockout } from './admin-lockout.ts';

const strength = { authenticationStrength: { id: '00000000-0000-0000-0000-000000000004' } };
const policy = (grantControls: object, conditions: object = {}): Change => ({
  section: 'conditionalAccessPolicies',
  operation: 'create',
  match: { displayName: 'p' },
  values: {
    displayName: 'p',
    state: 'enabled',
    conditions: {
      clientAppTypes: ['all'],
      applications: { includeApplications: ['All'] },
      users: { includeUsers: ['All'] },
      ...conditions,
    },
    grantControls,
  },
  call: 'POST',
  summary: 's',
  notice: 'n',
  undo: 'restore',
});
const people = (...methods: string[][]) => ({
  privilegedUsers: methods.map((_list, index) => ({ id: `u${index}`, userPrincipalName: `u${index}@example.com` })),
  userRegistrationDetails: methods.map((list, index) => ({ id: `u${index}`, methodsRegistered: list })),
});
const device = (name: string, complianceState: string) => ({ userPrincipalName: name, complianceState });
const compliant = { operator: 'OR', builtInControls: ['compliantDevice'] };

const cases: Record<string, { settings: object; change: Change; excluded?: string[]; says?: RegExp }> = {
  'no admin has a passkey: refused': {
    settings: people(['microsoftAuthenticatorPush'], ['mobilePhone']),
    change: policy(strength),
    says: /^All 2 administrators/,
  },
  'one admin has a security key: not all are shut out': {
    settings: people(['fido2SecurityKey'], ['mobilePhone']),
    change: policy(strength),
  },
  'the only one with a key is an excluded emergency account': {
    settings: people(['fido2SecurityKey'], ['mobilePhone']),
    change: policy(strength),
    excluded: ['u0@example.com'],
    says: /^The one administrator/,
  },
  'registrations were not read: the rehearsal has to show it': {
    settings: { privilegedUsers: people([]).privilegedUsers },
    change: policy(strength),
  },
  'no compliant device': {
    settings: { ...people([]), managedDevices: [device('u0@example.com', 'noncompliant')] },
    change: policy(compliant),
    says: /Intune calls compliant/,
  },
  'a compliant device, the name in another case': {
    settings: { ...people([]), managedDevices: [device('U0@Example.com', 'compliant')] },
    change: policy(compliant),
  },
  'MFA would do as well': {
    settings: { ...people([]), managedDevices: [] },
    change: policy({ operator: 'OR', builtInControls: ['mfa', 'compliantDevice'] }),
  },
  'MFA and a device': {
    settings: { ...people([]), managedDevices: [] },
    change: policy({ operator: 'AND', builtInControls: ['mfa', 'compliantDevice'] }),
    says: /compliant/,
  },
  'a synchronized account may have a domain-joined computer': {
    settings: {
      privilegedUsers: [{ id: 'u0', userPrincipalName: 'u0@example.com', onPremisesImmutableId: 'x' }],
      managedDevices: [],
    },
    change: policy({ operator: 'OR', builtInControls: ['compliantDevice', 'domainJoinedDevice'] }),
  },
  'only risky sign-ins': {
    settings: people(['mobilePhone']),
    change: policy(strength, { signInRiskLevels: ['high'] }),
  },
  'only the admin portals are not every app': {
    settings: people(['mobilePhone']),
    change: policy(strength, { applications: { includeApplications: ['MicrosoftAdminPortals'] } }),
  },
  'by admin role': {
    settings: people(['mobilePhone']),
    change: policy(strength, { users: { includeRoles: ['62e90394-69f5-4237-9190-012177145e10'] } }),
    says: /would be shut out/,
  },
};

describe('a policy that no administrator could satisfy', () => {
  for (const [name, { settings, change, excluded = [], says }] of Object.entries(cases)) {
    it(`S3-24: ${name}`, () => {
      const { snapshot } = tenant(settings);
      const why = adminLockout(change, snapshot, excluded);
      if (says) assert.match(why ?? '', says);
      else assert.equal(why, undefined);
    });
  }
});
