import { defineControl } from '../../core/control.ts';
import type { SectionData } from '../../core/snapshot.ts';
import { fail, pass, unknown } from '../../core/verdict.ts';
import { counted, named } from './principals.ts';

type Domain = SectionData<'domains'>[number];
const never = 2147483647;

const isManaged = (domain: Domain) =>
  domain.isVerified === true && domain.authenticationType?.toLowerCase() === 'managed';
const nameOf = (domain: Domain) => domain.id ?? 'domain without a name';

/** The domain whose setting holds: its own for a root, else that of the root above it. */
function rootOf(domain: Domain, managed: readonly Domain[]): Domain | undefined {
  if (domain.isRoot !== false) return domain;
  return managed.find(
    (root) =>
      root.isRoot === true &&
      nameOf(domain)
        .toLowerCase()
        .endsWith(`.${nameOf(root).toLowerCase()}`),
  );
}

/** True = never expires, false = expires, undefined = the document does not say. */
function neverExpires(domain: Domain, managed: readonly Domain[]): boolean | undefined {
  const days = (rootOf(domain, managed) ?? domain).passwordValidityPeriodInDays;
  if (!rootOf(domain, managed)) return days === never;
  return days === undefined ? undefined : days === null || days === never;
}

export const passwordsDoNotExpire = defineControl({
  id: 'entra.passwords-do-not-expire',
  title: 'Passwords do not expire on a calendar',
  finding: 'Passwords expire on a calendar',
  severity: 'low',
  rationale:
    'Forced changes every 90 days look careful and do harm: people count up at the end or write the password down. NIST says to change one when there is a sign of compromise, and to rely on MFA meanwhile.',
  citations: ['164.308(a)(5)(ii)(D)'],
  responsibility: 'you',
  effort: 'minutes',
  userImpact: 'low',
  references: [
    { source: 'SCuBA', id: 'MS.AAD.6.1v1', level: 'shall' },
    { source: 'CIS', id: 'CIS.M365.1.3.1' },
    {
      source: 'Microsoft',
      id: 'https://learn.microsoft.com/microsoft-365/admin/manage/set-password-expiration-policy',
    },
  ],
  aliases: ['ID-25'],
  reads: ['domains.authenticationType', 'domains.isVerified'],
  evaluate({ domains }) {
    const managed = domains.filter(isManaged);
    const federated = domains.filter(
      (domain) => domain.isVerified === true && domain.authenticationType?.toLowerCase() === 'federated',
    );
    const warning =
      federated.length > 0
        ? ` Passwords of ${named(federated.map(nameOf))} follow the outside identity provider: look there too.`
        : '';
    const evidence = (domain: Domain) => ({
      id: nameOf(domain),
      name: nameOf(domain),
      expected: `passwordValidityPeriodInDays ${never}`,
      actual: actualOf(domain, managed),
      readFrom: 'domains.passwordValidityPeriodInDays' as const,
    });
    if (domains.length === 0) return unknown('The source lists no domain, and every tenant has one.');
    const unread = domains.filter(
      (domain) => typeof domain.isVerified !== 'boolean' || typeof domain.authenticationType !== 'string',
    );
    if (managed.length === 0 && unread.length > 0)
      return unknown(`The source does not say who keeps the passwords of ${named(unread.map(nameOf))}.`);
    if (managed.length === 0) {
      return fail(
        `No verified domain has its passwords in Entra.${warning}`,
        domains.map((domain) => ({
          ...evidence(domain),
          expected: 'a verified, managed domain',
          actual: `isVerified ${domain.isVerified}, ${domain.authenticationType}`,
        })),
      );
    }
    const expiring = managed.filter((domain) => neverExpires(domain, managed) === false);
    if (expiring.length > 0) {
      const roots = [...new Set(expiring.map((domain) => nameOf(rootOf(domain, managed) ?? domain)))];
      return fail(
        `Passwords expire on ${expiring.length} of ${counted(managed.length, 'verified domain')}.${warning}`,
        expiring.map(evidence),
        {
          wouldPassIf: `Passwords on ${named(roots)} are set to never expire.`,
        },
      );
    }
    const silent = [...unread, ...managed.filter((domain) => neverExpires(domain, managed) === undefined)];
    if (silent.length > 0)
      return unknown(`The source does not hold the password lifetime of ${named(silent.map(nameOf))}.`);
    // ScubaGear judges a subdomain by a verified, managed root alone, also where the subdomain says of itself "never".
    const rootless = managed.some((domain) => !rootOf(domain, managed));
    return pass(
      `Passwords do not expire on ${counted(managed.length, 'verified domain')}.${warning}`,
      managed.map(evidence),
      rootless ? { policies: { 'MS.AAD.6.1v1': 'fail' } } : {},
    );
  },
  remediation: {
    fix: 'Set passwords to never expire, once MFA is on for everyone',
    steps: [
      'Open the Microsoft 365 admin center, Settings, Org settings, Security & privacy, Password expiration policy.',
      'Select "Set passwords to never expire" and save.',
    ],
    script: [`Update-MgDomain -DomainId clinic.example.com -PasswordValidityPeriodInDays ${never}`],
  },
  changes({ domains }) {
    const managed = domains.filter(isManaged);
    const targets = managed
      .filter((domain) => neverExpires(domain, managed) === false)
      .map((domain) => rootOf(domain, managed) ?? domain);
    return [...new Set(targets)].map((domain) => ({
      section: 'domains' as const,
      operation: 'set' as const,
      match: { id: domain.id },
      values: { passwordValidityPeriodInDays: never },
      call: `PATCH /domains/${nameOf(domain)} {"passwordValidityPeriodInDays":${never}}`,
      summary: `Let passwords of ${nameOf(domain)} never expire`,
      notice: 'Nobody has to change a password on a date any more.',
      undo: 'restore' as const,
    }));
  },
  knownGaps: ['A user can be set to expire or not, whatever the domain says; that is not read.'],
  assumed: ['A root domain whose lifetime is not set (null) counts as never expiring, as tenants made since 2021 are.'],
});

function actualOf(domain: Domain, managed: readonly Domain[]): string {
  const root = rootOf(domain, managed);
  if (!root) return `${domain.passwordValidityPeriodInDays ?? 'not set'}, and no verified root domain above it`;
  const days = root.passwordValidityPeriodInDays ?? 'not set';
  return root === domain ? `passwordValidityPeriodInDays ${days}` : `follows ${nameOf(root)}: ${days}`;
}
