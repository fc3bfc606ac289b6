import type { SectionName } from '../../src/core/snapshot.ts';
import type { Dice } from './dice.ts';

export interface Person {
  id: string;
  name: string;
  address: string;
  admin: boolean;
  guest: boolean;
}

const domain = 'larkmeadow.example.com';
const methods = [
  ['microsoftAuthenticatorPush', 'softwareOneTimePasscode'],
  ['passKeyDeviceBound'],
  ['mobilePhone'],
  ['microsoftAuthenticatorPush', 'mobilePhone', 'fido2SecurityKey'],
  [],
];

export function peopleOf(dice: Dice, count: number): Person[] {
  return Array.from({ length: count }, (_, index) => ({
    id: dice.guid(),
    name: `Person ${index + 1}`,
    address: `person${index + 1}@${domain}`,
    admin: index < 12,
    guest: index % 20 === 19,
  }));
}

/** Raw settings with a record for each person, as Microsoft's APIs give them. */
export function peopleSections(dice: Dice, people: readonly Person[]) {
  const members = people.filter((person) => !person.guest);
  return {
    users: people.map((person) => ({
      id: person.id,
      userPrincipalName: person.address,
      displayName: person.name,
      accountEnabled: dice.chance(0.97),
      userType: person.guest ? 'Guest' : 'Member',
      onPremisesImmutableId: dice.chance(0.1) ? dice.guid() : null,
      createdDateTime: dice.day(1500),
      signInActivity: dice.chance(0.95)
        ? {
            lastSignInDateTime: dice.day(60),
            lastSuccessfulSignInDateTime: dice.day(60),
            lastNonInteractiveSignInDateTime: dice.day(20),
          }
        : null,
    })),
    userRegistrationDetails: people.map((person) => {
      const methodsRegistered = dice.pick(methods);
      return {
        id: person.id,
        userPrincipalName: person.address,
        userDisplayName: person.name,
        userType: person.guest ? 'guest' : 'member',
        isAdmin: person.admin,
        isMfaCapable: methodsRegistered.length > 0,
        isMfaRegistered: methodsRegistered.length > 0,
        isPasswordlessCapable: methodsRegistered.includes('passKeyDeviceBound'),
        methodsRegistered,
        lastUpdatedDateTime: dice.day(30),
      };
    }),
    userAuthenticationMethods: members.map((person) => ({
      id: person.id,
      userPrincipalName: person.address,
      displayName: person.name,
      methods: ['passwordAuthenticationMethod', 'microsoftAuthenticatorAuthenticationMethod'].map((kind) => ({
        id: dice.guid(),
        '@odata.type': `#microsoft.graph.${kind}`,
        displayName: 'Phone',
        createdDateTime: dice.day(900),
      })),
    })),
    perUserMfa: members.map((person) => ({
      id: person.id,
      userPrincipalName: person.address,
      displayName: person.name,
      perUserMfaState: dice.chance(0.98) ? 'disabled' : 'enforced',
    })),
    mailboxes: members.map((person, index) => ({
      guid: dice.guid(),
      identity: person.name,
      name: person.name,
      displayName: person.name,
      alias: `person${index}`,
      userPrincipalName: person.address,
      primarySmtpAddress: person.address,
      externalDirectoryObjectId: person.id,
      recipientTypeDetails: index % 25 === 0 ? 'SharedMailbox' : 'UserMailbox',
      accountDisabled: false,
      whenCreated: dice.day(1500),
      forwardingAddress: null,
      forwardingSmtpAddress: dice.chance(0.005) ? 'smtp:someone@outside.example.net' : null,
      deliverToMailboxAndForward: false,
      auditEnabled: dice.chance(0.995),
      auditLogAgeLimit: '90.00:00:00',
      litigationHoldEnabled: dice.chance(0.9),
      inPlaceHolds: [],
      retainDeletedItemsFor: '30.00:00:00',
      singleItemRecoveryEnabled: true,
      archiveStatus: 'Active',
      retentionPolicy: 'Default MRM Policy',
    })),
    casMailboxes: members.map((person) => ({
      guid: dice.guid(),
      identity: person.name,
      name: person.name,
      displayName: person.name,
      primarySmtpAddress: person.address,
      externalDirectoryObjectId: person.id,
      imapEnabled: dice.chance(0.01),
      popEnabled: dice.chance(0.01),
      smtpClientAuthenticationDisabled: dice.chance(0.9) ? null : true,
      activeSyncEnabled: true,
      ewsEnabled: true,
      owaEnabled: true,
      mapiEnabled: true,
    })),
    inboxRules: members.slice(0, 300).map((person, index) => ({
      identity: `${person.name}\\${index}`,
      ruleIdentity: String(index),
      name: 'Move to folder',
      mailboxOwnerId: person.name,
      enabled: true,
      forwardTo: dice.chance(0.01) ? ['"Someone" [SMTP:someone@outside.example.net]'] : null,
      forwardAsAttachmentTo: null,
      redirectTo: null,
    })),
    mailboxAuditBypass: members.map((person) => ({
      guid: dice.guid(),
      identity: person.name,
      name: person.name,
      auditBypassEnabled: dice.chance(0.002),
    })),
    managedDevices: people.map((person, index) => ({
      id: dice.guid(),
      deviceName: `PC-${index}`,
      operatingSystem: dice.pick(['Windows', 'iOS', 'Android', 'macOS']),
      complianceState: dice.chance(0.9) ? 'compliant' : 'noncompliant',
      managementState: 'managed',
      managedDeviceOwnerType: 'company',
      isEncrypted: dice.chance(0.97),
      jailBroken: 'False',
      lastSyncDateTime: dice.day(40),
      userPrincipalName: person.address,
    })),
    oneDrives: members.map((person) => ({
      id: dice.guid(),
      webUrl: `https://larkmeadow-my.sharepoint.com/personal/${person.id}`,
      owner: { user: { id: person.id, displayName: person.name, email: person.address } },
      quota: { total: 1e12, used: dice.below(1e12), remaining: 1e11, state: 'normal' },
    })),
    sites: Array.from({ length: 200 }, (_, index) => ({
      url: `https://larkmeadow.sharepoint.com/sites/team${index}`,
      title: `Team ${index}`,
      template: 'GROUP#0',
      groupId: dice.guid(),
      sharingCapability: dice.below(4),
      sensitivityLabel: dice.chance(0.5) ? dice.guid() : '',
      conditionalAccessPolicy: dice.below(3),
      defaultSharingLinkType: dice.below(4),
      defaultLinkPermission: dice.below(3),
      overrideTenantAnonymousLinkExpirationPolicy: false,
      anonymousLinkExpirationInDays: 0,
      overrideTenantExternalUserExpirationPolicy: false,
      externalUserExpirationInDays: 60,
      membersCanShare: dice.chance(0.5),
      lastContentModifiedDate: dice.day(200),
      permissions: [
        {
          loginName: 'c:0(.s|true',
          title: 'Team Owners',
          principalType: 8,
          roles: ['Full Control'],
          members: people.slice(index, index + 3).map((person) => ({
            loginName: `i:0#.f|membership|${person.address}`,
            title: person.name,
            principalType: 1,
          })),
        },
        {
          loginName: 'c:0o.c',
          title: 'Team Members',
          principalType: 8,
          roles: ['Edit'],
          members: people.slice(index, index + 15).map((person) => ({
            loginName: `i:0#.f|membership|${person.address}`,
            title: person.name,
            principalType: 1,
          })),
        },
      ],
    })),
    groups: Array.from({ length: 200 }, (_, index) => ({
      id: dice.guid(),
      displayName: `Team ${index}`,
      visibility: dice.chance(0.9) ? 'Private' : 'Public',
      groupTypes: ['Unified'],
      resourceProvisioningOptions: ['Team'],
    })),
    appRoleAssignments: members.slice(0, 400).map((person) => ({
      id: dice.guid(),
      principalType: dice.chance(0.3) ? 'User' : 'Group',
      principalId: person.id,
      principalDisplayName: person.name,
      resourceId: dice.guid(),
      resourceDisplayName: 'Records',
    })),
  } satisfies Partial<Record<SectionName, unknown>>;
}
