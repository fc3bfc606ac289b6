import { block, mfa, policy, strength } from '../../../test/conditional-access.ts';
import { testControl } from '../../../test/control.ts';
import { tenant } from '../../../test/tenant.ts';
import { mfaForAllUsers } from './mfa-for-all-users.ts';

const ana = '5f0e6b52-1111-4000-8000-00000000000a';
const ben = '5f0e6b52-1111-4000-8000-00000000000b';
const staff = '77aa0c1d-2222-4000-8000-000000000001';
const cas = (...conditionalAccessPolicies: unknown[]) => ({ conditionalAccessPolicies });
const only = (...policies: unknown[]) => tenant(cas(...policies));
const scuba = (outcome: 'pass' | 'fail' | 'unknown') => ({ policies: { 'MS.AAD.3.2v2': outcome } });
const excluding = (users: Record<string, unknown>, given = {}) =>
  tenant(cas(policy('MFA', { users, grant: mfa })), given);
const declared = (exclusions: Record<string, string[]>) => ({
  organization: { exclusions: { 'entra.mfa-for-all-users': { ...exclusions, reason: 'Scanner' } } },
});
const narrowedBy = (conditions: Record<string, unknown>) => only(policy('MFA', { conditions, grant: mfa }));

testControl(mfaForAllUsers, {
  pass: {
    'a key that nobody knows with a plain value narrows nothing': narrowedBy({ remark: 'reviewed', version: 3 }),
    'a device filter without mode and rule is none': narrowedBy({
      devices: { deviceFilter: { mode: null, rule: null } },
    }),
    'one policy for all users and all apps': [
      only(policy('MFA', { grant: mfa })),
      { resources: ['MFA'], ...scuba('pass') },
    ],
    'PascalCase, only the fields that matter, no ids': [
      only({
        DisplayName: 'MFA',
        State: 'enabled',
        Conditions: { Users: { IncludeUsers: 'All' }, Applications: { IncludeApplications: ['All'] } },
        GrantControls: { BuiltInControls: ['mfa'] },
      }),
      scuba('pass'),
    ],
    'a strength of which every combination is MFA': only(
      policy('MFA', { grant: strength('fido2', 'password,sms', 'deviceBasedPush') }),
    ),
    'a strength known only by its built-in id': only(
      policy('MFA', { grant: { authenticationStrength: { id: '00000000-0000-0000-0000-000000000002' } } }),
    ),
    'MFA and a device, both required': only(
      policy('MFA', { grant: { operator: 'AND', builtInControls: ['mfa', 'compliantDevice'] } }),
    ),
    'a declared user, compared without case': [
      excluding({ excludeUsers: [ana] }, declared({ users: [ana.toUpperCase()] })),
      scuba('pass'),
    ],
    'S3-27: a declared emergency access account is no undeclared exclusion': [
      excluding({ excludeUsers: [ana] }, { organization: { breakGlass: [ana] } }),
      { ...scuba('pass') },
    ],
    'an emergency access account declared by its user name': tenant(
      {
        ...cas(policy('MFA', { users: { excludeUsers: [ana] }, grant: mfa })),
        users: [{ id: ana, userPrincipalName: 'glass@example.com' }],
      },
      { organization: { breakGlass: ['Glass@example.com'] } },
    ),
    'exclusions declared in the configuration of the source': [
      excluding({ excludeGroups: [staff] }, { declared: { 'MS.AAD.3.2v2': { groups: [staff] } } }),
      scuba('pass'),
    ],
    'declared guest types': excluding(
      {
        excludeGuestsOrExternalUsers: {
          guestOrExternalUserTypes: 'serviceProvider',
          externalTenants: { membershipKind: 'all' },
        },
      },
      declared({ guestTypes: ['serviceProvider'] }),
    ),
    'a declared app': tenant(
      cas(policy('MFA', { applications: { excludeApplications: ['0c5e…'] }, grant: mfa })),
      declared({ applications: ['0c5e…'] }),
    ),
    'a declared role: right for us, while SCuBA never accepts an excluded role': [
      excluding(
        { excludeRoles: ['d29b2b05-8046-44ba-8758-1e26182fcf32'] },
        declared({ roles: ['d29b2b05-8046-44ba-8758-1e26182fcf32'] }),
      ),
      scuba('fail'),
    ],
    'empty conditions and "all" narrow nothing': narrowedBy({
      clientAppTypes: ['browser', 'mobileAppsAndDesktopClients', 'exchangeActiveSync', 'other'],
      platforms: { includePlatforms: ['all'], excludePlatforms: [] },
      locations: { includeLocations: ['All'], excludeLocations: [] },
      devices: { deviceFilter: null },
      clientApplications: { includeServicePrincipals: [] },
      authenticationFlows: { transferMethods: 'none' },
      userRiskLevels: [],
      times: null,
    }),
  },
  partial: {
    'a compliant device is accepted in place of MFA': [
      only(policy('MFA or device', { grant: { operator: 'OR', builtInControls: ['mfa', 'compliantDevice'] } })),
      { resources: ['MFA or device'], why: /accepts a compliant device instead/, ...scuba('pass') },
    ],
    'S0-36: security defaults ask everyone only part of the time': [
      tenant({ ...cas(), securityDefaults: { isEnabled: true } }),
      { resources: ['Security defaults'], wouldPassIf: /Conditional Access/, ...scuba('fail') },
    ],
  },
  fail: {
    'risk levels that nobody knows narrow': narrowedBy({ agentIdRiskLevels: 'high' }),
    'a device filter whose rule was not read narrows all the same': [
      narrowedBy({ devices: { deviceFilter: { mode: 'exclude' } } }),
      scuba('fail'),
    ],
    'passkeys for all, with an exclusion declared for passkeys alone: SCuBA lets it count': [
      tenant(cas(policy('Passkeys', { users: { excludeUsers: [ana] }, grant: strength('fido2') })), {
        declared: { 'MS.AAD.3.1v1': { users: [ana] } },
      }),
      { resources: ['Passkeys'], ...scuba('pass') },
    ],
    'no policy at all': [
      only(),
      { resources: ['Conditional Access'], why: /There is no Conditional Access policy/, ...scuba('fail') },
    ],
    'no policy, and security defaults are off': tenant({ ...cas(), securityDefaults: { isEnabled: false } }),
    'policies that do something else are not named': [
      only(policy('Block legacy', { grant: block })),
      { resources: ['Conditional Access'] },
    ],
    'report-only': [
      only(policy('MFA', { state: 'enabledForReportingButNotEnforced', grant: mfa })),
      { why: /is report-only/, wouldPassIf: /^Policy "MFA" is switched from report-only to on\.$/, ...scuba('fail') },
    ],
    off: [only(policy('MFA', { state: 'disabled', grant: mfa })), { wouldPassIf: /switched on/ }],
    'S0-36: an excluded group is named': [
      excluding({ excludeGroups: [staff] }),
      {
        why: new RegExp(`excludes group ${staff}`),
        wouldPassIf: new RegExp(`^Group ${staff} is declared as an exclusion`),
        ...scuba('fail'),
      },
    ],
    'an excluded user, named by the user list': [
      tenant({
        ...cas(policy('MFA', { users: { excludeUsers: [ana] }, grant: mfa })),
        users: [{ id: ana, userPrincipalName: 'ana@example.com' }],
      }),
      {
        why: /ana@example\.com/,
        wouldPassIf: new RegExp(`^User ${ana} \\(ana@example.com\\) is declared as an exclusion\\.$`),
      },
    ],
    'two undeclared users beside a declared one': [
      excluding({ excludeUsers: [ana, ben, staff] }, declared({ users: [staff] })),
      { wouldPassIf: new RegExp(`^Users ${ana} and ${ben} are declared as exclusions\\.$`) },
    ],
    'an excluded role': [
      excluding({ excludeRoles: ['62e90394-69f5-4237-9190-012177145e10'] }),
      { why: /Global Administrator/, ...scuba('fail') },
    ],
    'excluded guests, the old way': [excluding({ excludeUsers: ['GuestsOrExternalUsers'] }), { why: /guest types/ }],
    'an excluded guest type': excluding({
      excludeGuestsOrExternalUsers: { guestOrExternalUserTypes: 'serviceProvider' },
    }),
    'an excluded app': [
      only(policy('MFA', { applications: { excludeApplications: ['a-1'] }, grant: mfa })),
      { wouldPassIf: /^App a-1 is declared as an exclusion\.$/ },
    ],
    'an application filter': [
      only(policy('MFA', { applications: { applicationFilter: { mode: 'exclude', rule: 'x' } }, grant: mfa })),
      { why: /application filter/ },
    ],
    'Office 365 only': [
      only(policy('MFA', { applications: { includeApplications: ['Office365'] }, grant: mfa })),
      { why: /applies to Office 365 only/ },
    ],
    'some groups only': [
      only(
        policy('MFA', { users: { includeUsers: [], includeGroups: [staff, 'g2'], includeRoles: ['r1'] }, grant: mfa }),
      ),
      { why: /applies to 2 groups and 1 role only/ },
    ],
    'narrowed to platforms': [
      narrowedBy({ platforms: { includePlatforms: ['windows', 'iOS'] } }),
      { why: /applies to Windows and iOS only/, ...scuba('fail') },
    ],
    'all known platforms one by one: an unknown one stays open': narrowedBy({
      platforms: { includePlatforms: ['android', 'iOS', 'windows', 'macOS', 'linux', 'windowsPhone'] },
    }),
    'trusted locations left out': [
      narrowedBy({ locations: { includeLocations: ['All'], excludeLocations: ['AllTrusted'] } }),
      { why: /leaves out trusted locations/, wouldPassIf: /loses its location condition/, ...scuba('fail') },
    ],
    'browsers only': [
      narrowedBy({ clientAppTypes: ['browser'] }),
      { why: /leaves out mobile and desktop apps, Exchange ActiveSync and other legacy clients/ },
    ],
    'a device filter': [
      narrowedBy({ devices: { deviceFilter: { mode: 'exclude', rule: 'device.isCompliant -eq True' } } }),
      { why: /leaves out devices where device.isCompliant -eq True/, ...scuba('fail') },
    ],
    'an old device condition': narrowedBy({ devices: { includeDevices: ['All'], excludeDevices: ['Compliant'] } }),
    'at user risk only': [
      narrowedBy({ userRiskLevels: ['high'] }),
      { why: /only at user risk high/, ...scuba('fail') },
    ],
    'at sign-in risk only': [
      narrowedBy({ signInRiskLevels: ['medium', 'high'] }),
      { why: /sign-in risk medium and high/ },
    ],
    'at insider risk only': narrowedBy({ insiderRiskLevels: 'elevated' }),
    'for workload identities': narrowedBy({ clientApplications: { includeServicePrincipals: ['s1'] } }),
    'for one sign-in flow': narrowedBy({ authenticationFlows: { transferMethods: 'deviceCodeFlow' } }),
    'by a condition of the future': [
      narrowedBy({ moonPhase: { include: ['full'] } }),
      { why: /condition moonPhase, which is not judged here/ },
    ],
    'a strength that lets one factor through': [
      only(policy('MFA', { grant: strength('password', 'fido2') })),
      { resources: ['Conditional Access'] },
    ],
    'nearest first: one step before three': [
      only(
        policy('Far', {
          state: 'disabled',
          users: { excludeUsers: [ana] },
          conditions: { userRiskLevels: ['high'] },
          grant: mfa,
        }),
        policy('Near', { state: 'enabledForReportingButNotEnforced', grant: mfa }),
      ),
      { resources: ['Far', 'Near'], why: /nearest policy, "Near"/, wouldPassIf: /"Near" is switched/ },
    ],
    'two steps are both named': [
      only(policy('MFA', { state: 'disabled', users: { excludeUsers: [ana] }, grant: mfa })),
      { wouldPassIf: new RegExp(`^Policy "MFA" is switched on and user ${ana} is declared as an exclusion\\.$`) },
    ],
    'switching on keeps the emergency access account out': tenant(
      cas(policy('MFA', { state: 'disabled', grant: mfa })),
      { organization: { breakGlass: [ana] } },
    ),
    'a declared name that is known is not the excluded id': tenant(
      {
        ...cas(policy('MFA', { users: { excludeUsers: [ana] }, grant: mfa })),
        users: [{ id: ben, userPrincipalName: 'glass@example.com' }],
      },
      { organization: { breakGlass: ['glass@example.com'] } },
    ),
  },
  unknown: {
    'an emergency access account declared by name, and no user list to match it': [
      excluding({ excludeUsers: [ana] }, { organization: { breakGlass: ['glass@example.com'] } }),
      { why: /Declare them by object id/, ...scuba('unknown') },
    ],
  },
});
