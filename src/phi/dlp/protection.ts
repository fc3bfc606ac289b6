import type { Action } from './policy.ts';

/** A type that a rule asks for, by name, and by id where it is one of the organization's own. */
export interface TypeRef {
  name: string;
  id?: string;
}

/** Types of the organization's own rule package, uploaded to the tenant. */
export interface OwnTypeRefs {
  identifiers: readonly TypeRef[];
  /** Terms of the classes with protection of their own: HIV, psychotherapy, substance use, reproduction, genes. */
  sensitive: readonly TypeRef[];
}

/** Three policies, for their rules take different conditions and actions: what is shared, mail alone, devices. */
export type PolicyKind = 'shared' | 'mail' | 'devices';

export const policyNames: Readonly<Record<PolicyKind, string>> = {
  shared: 'Protect PHI',
  mail: 'Protect PHI in mail',
  devices: 'Protect PHI on devices',
};

/** One step of the ladder: what is found, what then happens, and what the person at the screen reads. */
export interface Rung {
  policy: PolicyKind;
  name: string;
  action: Exclude<Action, 'none'>;
  /** What it looks for, in words. */
  finds: string;
  /** The policy tip, at most 256 characters. */
  tip: string;
  /** Fields of the rule as Get-DlpComplianceRule shows them, without its name and policy. */
  values: Readonly<Record<string, unknown>>;
}

const names = { name: 'All Full Names' };
/** Identifiers that stand for one person wherever they are found; names are not among them. */
const numbers: readonly TypeRef[] = [
  { name: 'U.S. Social Security Number (SSN)' },
  { name: 'Drug Enforcement Agency (DEA) Number' },
  { name: 'Medicare Beneficiary Identifier (MBI) card' },
];
const health: readonly TypeRef[] = [
  { name: 'International Classification of Diseases (ICD-10-CM)' },
  { name: 'International Classification of Diseases (ICD-9-CM)' },
  { name: 'All Medical Terms And Conditions' },
];

/** From this many people on, a file is a list of patients and not one patient's letter. */
export const manyPeople = 10;
/** What a device must refuse: uploads to services of other people, and removable media. */
const restrictions = ['CloudEgress', 'RemovableMedia'].map((setting) => ({ setting, value: 'Block' }));

const told = { notifyUser: ['LastModifier', 'Owner'], stopPolicyProcessing: false, disabled: false };
const reported = { generateAlert: ['true'], generateIncidentReport: ['SiteAdmin'], reportSeverityLevel: 'High' };
const outside = { accessScope: 'NotInOrganization' };
const blocked = { blockAccess: true, blockAccessScope: 'PerUser' };

/**
 * The ladder for PHI that leaves the organization, mildest first: a tip for an identifier alone, a reason for PHI,
 * encryption of mail with health terms, a block without a way around for lists of patients and, with types of one's
 * own, for the extra-sensitive classes. Devices block at once, for nobody can justify at a USB port.
 * Microsoft's HIPAA template alone asks for an SSN or DEA number and only tells; names and Medicare numbers count here.
 */
export function ladderOf(own: OwnTypeRefs = { identifiers: [], sensitive: [] }): Rung[] {
  const identifiers = [...numbers, names, ...own.identifiers];
  const terms = [...health, ...own.sensitive];
  const phi = content(group('Identifiers', identifiers), group('Health terms', terms));
  const rungs: Rung[] = [
    {
      policy: 'shared',
      name: 'Protect PHI: identifiers alone',
      action: 'tip',
      finds: 'a number that names a person, with or without health terms',
      tip: 'This holds a number that names a person. If it is a patient, share it with people outside only through the patient portal, or ask the privacy officer.',
      values: {
        ...told,
        ...outside,
        ...reported,
        contentContainsSensitiveInformation: content(group('Identifiers', [...numbers, ...own.identifiers])),
        blockAccess: false,
        reportSeverityLevel: 'Low',
      },
    },
    {
      policy: 'shared',
      name: 'Protect PHI: identifiers with health terms',
      action: 'justify',
      finds: 'an identifier beside a health term: PHI',
      tip: 'This looks like patient information and goes outside the clinic. It is stopped. If you must send it for care, billing or because the patient asked, give the reason; it is recorded and reviewed.',
      values: {
        ...told,
        ...outside,
        ...blocked,
        ...reported,
        contentContainsSensitiveInformation: phi,
        notifyAllowOverride: ['WithJustification'],
      },
    },
    {
      policy: 'mail',
      name: 'Protect PHI in mail: health terms',
      action: 'encrypt',
      finds: 'mail with a health term, identifier or not',
      tip: 'This message speaks of health and goes outside the clinic: it is encrypted. The recipient opens it by signing in or with a one-time code.',
      values: {
        ...told,
        ...outside,
        ...reported,
        contentContainsSensitiveInformation: content(group('Health terms', terms)),
        blockAccess: false,
        encryptRMSTemplate: 'Encrypt',
        reportSeverityLevel: 'Medium',
      },
    },
    {
      policy: 'shared',
      name: 'Protect PHI: many records',
      action: 'block',
      finds: `${manyPeople} identifiers or more of one kind, with health terms: a list of patients`,
      tip: 'This holds the records of many patients and cannot go outside the clinic. Ask the privacy officer for a secure way to send it.',
      values: {
        ...told,
        ...outside,
        ...blocked,
        ...reported,
        contentContainsSensitiveInformation: content(
          group('Identifiers', identifiers, manyPeople),
          group('Health terms', terms),
        ),
      },
    },
  ];
  if (own.sensitive.length > 0)
    rungs.push({
      policy: 'shared',
      name: 'Protect PHI: extra-sensitive',
      action: 'block',
      finds: 'an identifier beside terms of HIV, mental health, substance use, reproduction or genes',
      tip: 'This holds patient information with special protection by law and cannot go outside the clinic. Ask the privacy officer.',
      values: {
        ...told,
        ...outside,
        ...blocked,
        ...reported,
        contentContainsSensitiveInformation: content(
          group('Identifiers', identifiers),
          group('Extra-sensitive terms', own.sensitive),
        ),
      },
    });
  rungs.push({
    policy: 'devices',
    name: 'Protect PHI on devices: identifiers with health terms',
    action: 'block',
    finds: 'an identifier beside a health term, on its way to another service or a removable disk',
    tip: 'This looks like patient information. It cannot be copied to a removable disk or uploaded to a service of others.',
    values: {
      ...told,
      ...reported,
      contentContainsSensitiveInformation: phi,
      blockAccess: false,
      endpointDlpRestrictions: restrictions,
    },
  });
  return rungs;
}

/**
 * What an auto-labeling rule looks for: an identifier with health terms, or with terms of the extra-sensitive classes,
 * for which Microsoft has no type; undefined without types of one's own.
 */
export function contentOf(
  what: 'phi' | 'extra-sensitive',
  own: OwnTypeRefs = { identifiers: [], sensitive: [] },
): readonly object[] | undefined {
  const people = group('Identifiers', [...numbers, names, ...own.identifiers]);
  if (what === 'phi') return content(people, group('Health terms', [...health, ...own.sensitive]));
  return own.sensitive.length > 0 ? content(people, group('Extra-sensitive terms', own.sensitive)) : undefined;
}

function group(name: string, types: readonly TypeRef[], least = 1) {
  return {
    name,
    operator: 'Or',
    sensitivetypes: types.map((type) => ({ ...type, mincount: String(least), maxcount: '-1' })),
  };
}

function content(...groups: readonly object[]) {
  return [{ operator: 'And', groups }];
}
