import type { SignInEffect } from '../src/core/rehearsal.ts';
import type { SignIn } from '../src/core/sign-in.ts';
import type { SectionName } from '../src/core/snapshot.ts';
import { block, mfa, type policy, strength } from './conditional-access.ts';

export const nurse = '00000000-0000-4000-8000-0000000000a1';
const admin = '00000000-0000-4000-8000-0000000000a2';
const guest = '00000000-0000-4000-8000-0000000000a3';
const unregistered = '00000000-0000-4000-8000-0000000000a4';
export const group = '00000000-0000-4000-8000-0000000000b1';
export const globalAdministrator = '62e90394-69f5-4237-9190-012177145e10';
const sharePointAdministrator = 'f28a1f50-f6e7-4571-818b-6a12f2af6b6c';
const exchange = '00000002-0000-0ff1-ce00-000000000000';
const sharePoint = '00000003-0000-0ff1-ce00-000000000000';
const office = { id: '00000000-0000-4000-8000-0000000000c1', displayName: 'Clinic', isTrusted: true };
const ownCountry = { id: '00000000-0000-4000-8000-0000000000c2', countriesAndRegions: ['US'] };

export const directory: Partial<Record<SectionName, unknown>> = {
  users: [
    { id: nurse, userPrincipalName: 'nurse@example.com', userType: 'Member' },
    { id: admin, userPrincipalName: 'admin@example.com', userType: 'Member' },
    { id: guest, userPrincipalName: 'it_example.org#EXT#@example.com', userType: 'Guest' },
    { id: unregistered, userPrincipalName: 'new@example.com', userType: 'Member' },
  ],
  privilegedUsers: [{ id: admin, userPrincipalName: 'admin@example.com', roles: ['Global Administrator'] }],
  roleAssignments: [
    {
      id: 'r1',
      principalId: admin,
      roleDefinitionId: globalAdministrator,
      directoryScopeId: '/',
      principal: { id: admin, '@odata.type': '#microsoft.graph.user' },
      roleDefinition: { id: globalAdministrator, templateId: globalAdministrator, displayName: 'Global Administrator' },
    },
    {
      id: 'r2',
      principalId: nurse,
      roleDefinitionId: sharePointAdministrator,
      directoryScopeId: '/administrativeUnits/1',
      roleDefinition: { id: sharePointAdministrator, templateId: sharePointAdministrator },
    },
  ],
  userRegistrationDetails: [
    { id: nurse, isMfaCapable: true, methodsRegistered: ['microsoftAuthenticatorPush'] },
    { id: admin, isMfaCapable: true, methodsRegistered: ['fido2SecurityKey'] },
    { id: guest, isMfaCapable: false, methodsRegistered: [] },
    { id: unregistered, isMfaCapable: false, methodsRegistered: [] },
  ],
  namedLocations: [{ ...office, ipRanges: [{ cidrAddress: '192.0.2.0/24' }] }, ownCountry],
  authenticationMethodConfigurations: [{ id: 'X509Certificate', state: 'disabled' }],
};

/** A nurse at a clinic computer that is not enrolled, without a second factor. */
export const plain: SignIn = {
  id: 's1',
  at: '2026-11-16T13:10:00Z',
  user: { id: nurse, name: 'Nora Nurse', principalName: 'nurse@example.com' },
  app: { id: exchange, name: 'Outlook' },
  resource: { id: exchange, name: 'Office 365 Exchange Online' },
  clientApp: 'browser',
  clientAppUsed: 'Browser',
  device: {
    id: '',
    operatingSystem: 'Windows 11',
    platform: 'windows',
    compliant: false,
    managed: false,
    trust: 'none',
  },
  ip: '192.0.2.10',
  country: 'US',
  risk: 'none',
  flow: 'none',
  mfa: false,
  methods: ['Password'],
  applied: [],
  errorCode: 0,
};
const of = (id: string, principalName = 'x@example.com') => ({ user: { id, name: 'X', principalName } });
const imap = { clientApp: 'other', clientAppUsed: 'IMAP4' } as const;
const phone = {
  clientApp: 'mobileAppsAndDesktopClients',
  clientAppUsed: 'Mobile Apps and Desktop clients',
  device: { ...plain.device, operatingSystem: 'iOS 18', platform: 'iOS' },
} as const;
const on = (device: SignIn['device']) => ({ device: { ...plain.device, ...device } });

export type Given = Parameters<typeof policy>[1];
/** Policy, sign-in, what Microsoft documents that Entra would do, and words of the reason. */
type Case = [given: Given, signIn: Partial<SignIn>, effect: SignInEffect, why?: RegExp];

const device = { operator: 'OR', builtInControls: ['compliantDevice', 'domainJoinedDevice'] };
const filter = (mode: string, rule: string) => ({
  conditions: { devices: { deviceFilter: { mode, rule } } },
  grant: block,
});

export const matrix: Record<string, Record<string, Case>> = {
  'S3-24: MFA': {
    'was given': [{ grant: mfa }, { mfa: true }, 'satisfied'],
    'can be given': [{ grant: mfa }, {}, 'interrupted', /second factor would be asked/],
    'has no method': [{ grant: mfa }, of(unregistered), 'blocked', /no second factor is registered/],
    'has methods that were not read': [{ grant: mfa }, of('someone else'), 'unknown', /methods .* not read/],
    'meets a program without prompts': [{ grant: mfa }, imap, 'blocked', /IMAP4 cannot ask/],
    'that is phishing-resistant, from an admin with a key': [
      {
        users: { includeUsers: [], includeRoles: [globalAdministrator] },
        grant: strength('fido2', 'windowsHelloForBusiness'),
      },
      of(admin),
      'interrupted',
    ],
    'that is phishing-resistant, with the key used': [
      { grant: strength('fido2') },
      { ...of(admin), methods: ['FIDO2 security key'], mfa: true },
      'satisfied',
    ],
    'that is phishing-resistant, from a nurse with the app': [
      { grant: { operator: 'OR', authenticationStrength: { id: '00000000-0000-0000-0000-000000000004' } } },
      { mfa: true, methods: ['Password', 'Mobile app notification'] },
      'blocked',
      /passkey, Windows Hello or a certificate/,
    ],
    'of a built-in strength, with the app used': [
      { grant: { operator: 'OR', authenticationStrength: { id: '00000000-0000-0000-0000-000000000002' } } },
      { mfa: true, methods: ['Password', 'Mobile app notification'] },
      'satisfied',
    ],
    'of a strength that was not read': [
      { grant: { operator: 'OR', authenticationStrength: { id: '7d1f2c3a-0000-4000-8000-000000000001' } } },
      {},
      'unknown',
      /strength accepts was not read/,
    ],
  },
  'S3-16: a managed device': {
    'is not there': [{ grant: device }, {}, 'blocked', /not compliant and the device is not hybrid-joined/],
    'is compliant': [{ grant: device }, on({ compliant: true }), 'satisfied'],
    'is hybrid-joined': [{ grant: device }, on({ trust: 'hybrid' }), 'satisfied'],
    'is compliant where both are asked': [
      { grant: { ...device, operator: 'AND' } },
      on({ compliant: true }),
      'blocked',
      /hybrid/,
    ],
    'or MFA: the prompt lets in': [
      { grant: { operator: 'OR', builtInControls: ['mfa', 'compliantDevice'] } },
      {},
      'interrupted',
    ],
    'and MFA: the device stops': [
      { grant: { operator: 'AND', builtInControls: ['mfa', 'compliantDevice'] } },
      {},
      'blocked',
    ],
    'is not in the log': [
      { grant: device },
      { device: {} },
      'unknown',
      /log does not say whether the device is compliant/,
    ],
    'cannot be shown by IMAP': [{ grant: device }, imap, 'blocked', /IMAP4 cannot show/],
    'to register methods: another app is not meant': [
      {
        applications: { includeApplications: [], includeUserActions: ['urn:user:registersecurityinfo'] },
        grant: device,
      },
      {},
      'not-applied',
    ],
    'to register methods: the page of the methods may be': [
      {
        applications: { includeApplications: [], includeUserActions: ['urn:user:registersecurityinfo'] },
        grant: device,
      },
      { resource: { id: '19db86c3-b2b9-44cc-b339-36da233a3be2', name: 'My Sign-ins' } },
      'unknown',
      /whether a sign-in method was registered/,
    ],
  },
  'S3-16: apps and terms': {
    'an approved app on a phone is not logged': [
      { grant: { operator: 'OR', builtInControls: ['approvedApplication'] } },
      phone,
      'unknown',
    ],
    'an approved app is never on a computer': [
      { grant: { operator: 'OR', builtInControls: ['approvedApplication'] } },
      {},
      'blocked',
    ],
    'app protection may be in Edge on Windows': [
      { grant: { operator: 'OR', builtInControls: ['compliantApplication'] } },
      {},
      'unknown',
    ],
    'app protection is not on a Mac': [
      { grant: { operator: 'OR', builtInControls: ['compliantApplication'] } },
      on({ platform: 'macOS' }),
      'blocked',
    ],
    'terms of use are a prompt': [{ grant: { operator: 'OR', termsOfUse: ['t'] } }, {}, 'interrupted', /terms of use/],
    'a new password needs a second factor': [
      { grant: { operator: 'AND', builtInControls: ['mfa', 'passwordChange'] } },
      of(unregistered),
      'blocked',
    ],
    'a custom control is not known': [{ grant: { operator: 'OR', customAuthenticationFactors: ['x'] } }, {}, 'unknown'],
    'a control that Microsoft adds later is not known': [
      { grant: { operator: 'OR', builtInControls: ['riskRemediation'] } },
      {},
      'unknown',
    ],
  },
  'S3-17: a block of legacy authentication': {
    'stops IMAP': [
      { conditions: { clientAppTypes: ['exchangeActiveSync', 'other'] }, grant: block },
      imap,
      'blocked',
      /legacy authentication \(IMAP4\)/,
    ],
    'leaves the browser alone': [
      { conditions: { clientAppTypes: ['exchangeActiveSync', 'other'] }, grant: block },
      {},
      'not-applied',
    ],
    'cannot tell a client that was not logged': [
      { conditions: { clientAppTypes: ['exchangeActiveSync', 'other'] }, grant: block },
      { clientApp: undefined },
      'unknown',
      /kind of client/,
    ],
  },
  'S3-18: a block by place': {
    'lets the own country in': [
      { conditions: { locations: { includeLocations: ['All'], excludeLocations: [ownCountry.id] } }, grant: block },
      {},
      'not-applied',
    ],
    'stops another country': [
      { conditions: { locations: { includeLocations: ['All'], excludeLocations: [ownCountry.id] } }, grant: block },
      { country: 'RO', ip: '203.0.113.5' },
      'blocked',
      /comes from RO/,
    ],
    'lets trusted addresses in': [
      { conditions: { locations: { includeLocations: ['All'], excludeLocations: ['AllTrusted'] } }, grant: block },
      {},
      'not-applied',
    ],
    'stops addresses outside': [
      { conditions: { locations: { includeLocations: ['All'], excludeLocations: ['AllTrusted'] } }, grant: block },
      { ip: '198.51.100.9' },
      'blocked',
    ],
    'cannot tell a location that was not read': [
      { conditions: { locations: { includeLocations: ['All'], excludeLocations: ['somewhere'] } }, grant: block },
      {},
      'unknown',
      /location .* was not read/,
    ],
    'cannot tell a country that was not logged': [
      { conditions: { locations: { includeLocations: [ownCountry.id] } }, grant: block },
      { country: undefined },
      'unknown',
    ],
  },
  'S3-19: session controls': {
    'stop nobody': [{ session: { persistentBrowser: { isEnabled: true, mode: 'never' } } }, {}, 'satisfied'],
  },
  people: {
    'an exclusion wins': [{ users: { excludeUsers: [nurse.toUpperCase()] }, grant: block }, {}, 'not-applied'],
    'a role is held': [
      { users: { includeUsers: [], includeRoles: [globalAdministrator] }, grant: block },
      of(admin),
      'blocked',
    ],
    'a role is not held': [
      { users: { includeUsers: [], includeRoles: [globalAdministrator] }, grant: block },
      {},
      'not-applied',
    ],
    'a role for an administrative unit does not count': [
      { users: { includeUsers: [], includeRoles: [sharePointAdministrator] }, grant: block },
      {},
      'not-applied',
    ],
    'a group that was read': [{ users: { includeUsers: [], includeGroups: [group] }, grant: block }, {}, 'blocked'],
    'a group that was not read': [
      { users: { includeUsers: [], includeGroups: ['other'] }, grant: block },
      {},
      'unknown',
      /members of a group/,
    ],
    'a group that was not read, as an exclusion': [
      { users: { excludeGroups: ['other'] }, grant: block },
      {},
      'unknown',
    ],
    'an unknown group with a satisfied control harms nobody': [
      { users: { excludeGroups: ['other'] }, grant: mfa },
      { mfa: true },
      'satisfied',
    ],
    guests: [{ users: { includeUsers: ['GuestsOrExternalUsers'] }, grant: block }, of(guest), 'blocked'],
    'guests are not members': [{ users: { includeUsers: ['GuestsOrExternalUsers'] }, grant: block }, {}, 'not-applied'],
    nobody: [{ users: { includeUsers: ['None'] }, grant: block }, {}, 'not-applied'],
    'one kind of guest': [
      {
        users: {
          excludeGuestsOrExternalUsers: {
            guestOrExternalUserTypes: 'b2bCollaborationGuest',
            externalTenants: { membershipKind: 'all' },
          },
        },
        grant: block,
      },
      of(guest),
      'not-applied',
    ],
    'guests of named tenants only': [
      {
        users: {
          includeUsers: [],
          includeGuestsOrExternalUsers: {
            guestOrExternalUserTypes: 'b2bCollaborationGuest',
            externalTenants: { membershipKind: 'enumerated', members: ['t'] },
          },
        },
        grant: block,
      },
      of(guest),
      'unknown',
      /which tenant the guest is from/,
    ],
  },
  apps: {
    'the one that is meant': [{ applications: { includeApplications: [exchange] }, grant: block }, {}, 'blocked'],
    'another one': [{ applications: { includeApplications: [sharePoint] }, grant: block }, {}, 'not-applied'],
    'Office 365 holds Exchange': [
      { applications: { includeApplications: ['Office365'] }, grant: block },
      {},
      'blocked',
    ],
    'whether an unknown app is Office 365': [
      { applications: { includeApplications: ['Office365'] }, grant: block },
      { resource: { id: 'other', name: 'Other' }, app: { id: 'other', name: 'Other' } },
      'unknown',
    ],
    'an excluded one': [{ applications: { excludeApplications: [exchange] }, grant: block }, {}, 'not-applied'],
    'chosen by attributes': [
      { applications: { includeApplications: [], applicationFilter: { mode: 'include', rule: 'x' } }, grant: block },
      {},
      'unknown',
    ],
    'an authentication context that was not logged': [
      { applications: { includeApplications: [], includeAuthenticationContextClassReferences: ['c1'] }, grant: block },
      {},
      'unknown',
    ],
    'an authentication context that was asked': [
      { applications: { includeApplications: [], includeAuthenticationContextClassReferences: ['c1'] }, grant: block },
      { contexts: ['c1'] },
      'blocked',
    ],
    'a client that is not the service': [
      { applications: { excludeApplications: ['client'] }, grant: block },
      { app: { id: 'client', name: 'Client' } },
      'unknown',
      /whether the client counts/,
    ],
    'that were not read': [{ conditions: { applications: null }, grant: block }, {}, 'unknown', /was not read/],
    'a service that was not logged': [
      { applications: { includeApplications: [sharePoint] }, grant: block },
      { resource: undefined },
      'unknown',
    ],
  },
  'devices, platforms, risk and flow': {
    'the platform': [{ conditions: { platforms: { includePlatforms: ['iOS'] } }, grant: block }, phone, 'blocked'],
    'another platform': [
      { conditions: { platforms: { includePlatforms: ['all'], excludePlatforms: ['windows'] } }, grant: block },
      {},
      'not-applied',
    ],
    'a platform that was not logged': [
      { conditions: { platforms: { includePlatforms: ['iOS'] } }, grant: block },
      { device: { id: '' } },
      'unknown',
    ],
    'all platforms hold unknown ones': [
      { conditions: { platforms: { includePlatforms: ['all'] } }, grant: block },
      { device: { id: '' } },
      'blocked',
    ],
    'risk that is high': [
      { conditions: { signInRiskLevels: ['high'] }, grant: block },
      { risk: 'high' },
      'blocked',
      /rated high risk, which the policy blocks/,
    ],
    'risk that is low': [{ conditions: { signInRiskLevels: ['high'] }, grant: block }, { risk: 'low' }, 'not-applied'],
    'risk that is hidden': [
      { conditions: { signInRiskLevels: ['high'] }, grant: block },
      { risk: 'hidden' },
      'unknown',
    ],
    'risk of the user': [{ conditions: { userRiskLevels: ['high'] }, grant: block }, {}, 'unknown', /risk of the user/],
    'insider risk': [{ conditions: { insiderRiskLevels: 'elevated' }, grant: block }, {}, 'unknown', /insider risk/],
    'a device code': [
      { conditions: { authenticationFlows: { transferMethods: 'deviceCodeFlow' } }, grant: block },
      { flow: 'deviceCodeFlow' },
      'blocked',
      /device code/,
    ],
    'no device code': [
      { conditions: { authenticationFlows: { transferMethods: 'deviceCodeFlow' } }, grant: block },
      {},
      'not-applied',
    ],
    'a flow that was not logged': [
      { conditions: { authenticationFlows: { transferMethods: 'deviceCodeFlow' } }, grant: block },
      { flow: undefined },
      'unknown',
    ],
    'a filter leaves unregistered devices out': [filter('include', 'device.isCompliant -eq True'), {}, 'not-applied'],
    'a negative filter takes unregistered devices in': [
      filter('include', 'device.isCompliant -ne True'),
      {},
      'blocked',
    ],
    'a filter excludes': [
      filter('exclude', 'device.trustType -eq "ServerAD" -or device.isCompliant -eq True'),
      on({ id: 'd', compliant: true, trust: 'joined' }),
      'not-applied',
    ],
    'a filter with brackets and lists': [
      filter(
        'include',
        '-not (device.trustType -in ["ServerAD", "AzureAD"]) -and device.displayName -startsWith "LARK"',
      ),
      on({ id: 'd', name: 'LARK-1', trust: 'registered' }),
      'blocked',
    ],
    'a filter by what is not logged': [
      filter('include', 'device.manufacturer -eq "Apple"'),
      on({ id: 'd' }),
      'unknown',
      /device attribute/,
    ],
    'a filter that is no rule': [filter('include', 'device.isCompliant -eq'), {}, 'unknown', /cannot be read/],
  },
};
