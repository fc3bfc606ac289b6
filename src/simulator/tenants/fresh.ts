import { guidOf } from '../random.ts';
import type { Collections, Entity } from '../store.ts';
import type { TenantSeed } from '../tenant.ts';
import { legacyName } from './legacy-name.ts';
import { texasClinic } from './texas-clinic.ts';

export interface Person {
  name: string;
  /** Part of the address before the @; made of the name when not given. */
  alias?: string;
  title?: string;
  department?: string;
  guest?: boolean;
  enabled?: boolean;
  /** Directory role template ids. */
  roles?: readonly string[];
  mfa?: boolean;
  /** ISO 8601. */
  leftOn?: string;
}

/** Collections that belong to the demo clinic's people and not to Microsoft's defaults. */
const personal = new Set([
  'users',
  'userRegistrationDetails',
  'perUserMfa',
  'mailboxes',
  'casMailboxes',
  'mailboxAuditBypass',
  'oneDrives',
  'roleAssignments',
  'groups',
  'dnsRecords',
]);

/** A tenant in which nobody has changed anything: Microsoft's defaults as the demo clinic has them, without its people. */
export function freshTenant(given: { id: string; name: string; domain: string; prefix: string }): TenantSeed {
  const clinic = texasClinic();
  const kept = Object.entries(clinic.collections).filter(
    ([collection]) => !personal.has(collection) && !collection.includes('/'),
  );
  const renamed = JSON.stringify(Object.fromEntries(kept))
    .replaceAll(clinic.domains?.[0] ?? clinic.domain, given.domain)
    .replaceAll(clinic.prefix!, given.prefix)
    .replaceAll(clinic.id, given.id)
    .replaceAll(clinic.name, given.name);
  const collections = JSON.parse(renamed) as Collections;
  // The demo clinic's contact is one of its people.
  const organization = { ...collections['organization']?.[given.id], technicalNotificationMails: [] };
  return {
    id: given.id,
    name: given.name,
    domain: `${given.prefix}.onmicrosoft.com`,
    domains: [given.domain],
    prefix: given.prefix,
    collections: { ...collections, organization: { [given.id]: organization } },
  };
}

/** Adds people with what each has: account, mailbox, OneDrive, sign-in methods. */
export function withPeople(seed: TenantSeed, people: readonly Person[]): TenantSeed {
  const collections: Collections = { ...seed.collections };
  const add = (collection: string, id: string, entity: Entity): void => {
    (collections[collection] ??= {})[id] = entity;
  };
  for (const name of personal) collections[name] = { ...collections[name] };
  const domain = seed.domains?.[0] ?? seed.domain;
  for (const person of people) {
    const alias =
      person.alias ??
      person.name
        .toLowerCase()
        .replace(/^dr\.? /, '')
        .replace(/[^a-z]+/g, '.');
    const address = person.guest ? `${alias}_partner.example.org#EXT#@${seed.domain}` : `${alias}@${domain}`;
    const id = guidOf(`${seed.id} user ${address}`);
    add('users', id, {
      id,
      userPrincipalName: address,
      displayName: person.name,
      mail: address,
      mailNickname: alias,
      accountEnabled: person.enabled ?? true,
      userType: person.guest ? 'Guest' : 'Member',
      jobTitle: person.title ?? null,
      department: person.department ?? null,
      employeeLeaveDateTime: person.leftOn ?? null,
      createdDateTime: '2026-06-16T15:00:00Z',
      onPremisesImmutableId: null,
      usageLocation: 'US',
      ...((person.enabled ?? true) && { signInActivity: lastSeen(person.leftOn) }),
    });
    add('perUserMfa', id, { id, userPrincipalName: address, displayName: person.name, perUserMfaState: 'disabled' });
    add('userRegistrationDetails', id, registration(id, address, person));
    for (const role of person.roles ?? []) {
      const assignment = guidOf(`${id} ${role}`);
      add('roleAssignments', assignment, {
        id: assignment,
        principalId: id,
        roleDefinitionId: role,
        directoryScopeId: '/',
      });
    }
    if (!person.guest) mailbox(seed, add, id, address, person.name);
  }
  return { ...seed, collections };
}

/** People work until they leave. */
function lastSeen(leftOn = '2026-11-20T21:00:00Z'): Entity {
  return {
    lastSignInDateTime: leftOn,
    lastSuccessfulSignInDateTime: leftOn,
    lastNonInteractiveSignInDateTime: leftOn,
  };
}

function registration(id: string, address: string, person: Person): Entity {
  const mfa = person.mfa ?? false;
  return {
    id,
    userPrincipalName: address,
    userDisplayName: person.name,
    userType: person.guest ? 'guest' : 'member',
    isAdmin: (person.roles ?? []).length > 0,
    isMfaCapable: mfa,
    isMfaRegistered: mfa,
    isPasswordlessCapable: false,
    methodsRegistered: mfa ? ['microsoftAuthenticatorPush'] : [],
    lastUpdatedDateTime: '2026-11-01T00:00:00Z',
  };
}

function mailbox(
  seed: TenantSeed,
  add: (collection: string, id: string, entity: Entity) => void,
  id: string,
  address: string,
  name: string,
): void {
  // The address is unique, the display name is not.
  const same = { Identity: address, Name: address.split('@')[0], DisplayName: name, Guid: guidOf(`${id} mailbox`) };
  add('mailboxes', address, {
    ...same,
    UserPrincipalName: address,
    PrimarySmtpAddress: address,
    Alias: address.split('@')[0],
    ExternalDirectoryObjectId: id,
    RecipientTypeDetails: 'UserMailbox',
    AccountDisabled: false,
    ArchiveStatus: 'None',
    HiddenFromAddressListsEnabled: false,
    LegacyExchangeDN: legacyName(id, address),
    RetentionPolicy: 'Default MRM Policy',
    WhenCreated: '2026-06-16T15:00:00Z',
    AuditEnabled: true,
    AuditLogAgeLimit: '90.00:00:00',
    DeliverToMailboxAndForward: false,
    ForwardingAddress: null,
    ForwardingSmtpAddress: null,
    LitigationHoldEnabled: false,
    RetainDeletedItemsFor: '14.00:00:00',
    SingleItemRecoveryEnabled: true,
    InPlaceHolds: [],
  });
  add('casMailboxes', address, {
    ...same,
    PrimarySmtpAddress: address,
    ExternalDirectoryObjectId: id,
    ImapEnabled: true,
    PopEnabled: true,
    SmtpClientAuthenticationDisabled: null,
    ActiveSyncEnabled: true,
    EwsEnabled: true,
    OWAEnabled: true,
    MAPIEnabled: true,
  });
  add('mailboxAuditBypass', address, { ...same, AuditBypassEnabled: false });
  const drive = guidOf(`${id} drive`);
  const folder = address.replace(/[@.]/g, '_');
  add('oneDrives', drive, {
    id: drive,
    driveType: 'business',
    name: 'OneDrive',
    webUrl: `https://${seed.prefix ?? seed.domain.split('.')[0]!}-my.sharepoint.com/personal/${folder}/Documents`,
    owner: { user: { id, displayName: name, email: address } },
    quota: { total: 1_099_511_627_776, used: 0, remaining: 1_099_511_627_776, state: 'normal' },
  });
}

/** A license that the tenant has bought, with its service plans. */
export function withLicense(seed: TenantSeed, part: string, units: number, plans: readonly string[]): TenantSeed {
  const skuId = guidOf(`sku ${part}`);
  const id = `${seed.id}_${skuId}`;
  const sku = {
    id,
    skuId,
    skuPartNumber: part,
    capabilityStatus: 'Enabled',
    appliesTo: 'User',
    consumedUnits: units,
    prepaidUnits: { enabled: units, suspended: 0, warning: 0, lockedOut: 0 },
    servicePlans: plans.map((servicePlanName) => ({
      servicePlanName,
      servicePlanId: guidOf(`plan ${servicePlanName}`),
      appliesTo: 'User',
      provisioningStatus: 'Success',
    })),
  };
  return { ...seed, collections: { ...seed.collections, subscribedSkus: { [id]: sku } } };
}
