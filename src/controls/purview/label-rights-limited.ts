import { defineControl } from '../../core/control.ts';
import type { Context } from '../../core/control.ts';
import { combine, fail, notApplicable, pass, unknown } from '../../core/verdict.ts';
import { type Label, encryptionOf, labelName, phiLabels } from './phi-labels.ts';

/** Who may hold a right: the own domains, partners, approved domains, and the groups and people that are declared. */
function known(
  context: Pick<Context, 'organization' | 'tenant' | 'declared'>,
  domains: readonly string[],
): Set<string> {
  const { organization, tenant, declared } = context;
  return new Set(
    [
      ...(tenant.domain ? [tenant.domain] : []),
      ...domains,
      ...organization.partners.map(({ domain }) => domain),
      ...organization.approvedDomains,
      ...Object.values(organization.roleGroups).flat(),
      ...organization.phi.groups,
      ...declared.users,
      ...declared.groups,
      ...declared.domains,
    ].map((name) => name.toLowerCase()),
  );
}

/** A domain stands for everybody of it; a person of an own domain is one of them. */
function isKnown(identity: string, allowed: ReadonlySet<string>): boolean {
  const name = identity.trim().toLowerCase().replace(/^@/, '');
  return allowed.has(name);
}

function judge(label: Label, allowed: ReadonlySet<string>) {
  const encryption = encryptionOf(label);
  const name = labelName(label);
  const evidence = (actual: string) => ({
    id: label.guid ?? name,
    name,
    expected: 'rights for the own organization, declared partners and declared groups only',
    actual,
    readFrom: 'labels' as const,
  });
  if (!encryption) return unknown(`Can't tell who may open what has the label ${name}.`, [evidence('Not collected')]);
  if (!encryption.on) return notApplicable(`${name} does not encrypt, so that it gives no rights.`);
  const chosen = label.encryptionProtectionType?.toLowerCase() === 'userdefined';
  // No right at all is what a source shows that leaves them out: a label that protects always gives some.
  if (encryption.rights.length === 0 && !chosen)
    return unknown(`Can't tell who may open what has the label ${name}: its rights were not read.`, [
      evidence('Encryption on, rights not read'),
    ]);
  const extra = encryption.rights.filter((identity) => !isKnown(identity, allowed));
  const list = encryption.rights.join(', ') || 'the people whom the sender chooses';
  return extra.length > 0
    ? fail(`${name} can be opened by ${extra.join(', ')}, whom nobody declared.`, [evidence(`rights for ${list}`)], {
        wouldPassIf: `You take the right from ${extra.join(', ')}, or declare them: partners under partners, groups under roleGroups or phi.groups, others as exclusions.`,
      })
    : pass(`Only declared people can open what has the label ${name}.`, [evidence(`rights for ${list}`)]);
}

export const labelRightsLimited = defineControl({
  id: 'purview.label-rights-limited',
  title: 'Only declared people can open what is labeled as PHI',
  finding: 'The label for PHI lets people open files whom nobody declared',
  severity: 'medium',
  rationale:
    'An encrypting label is as narrow as its list of rights. A partner whose contract has ended, or a group that once helped out, keeps the key to every labeled file until somebody takes it off the list.',
  citations: ['164.312(a)(1)', '164.502(b)'],
  responsibility: 'you',
  effort: 'minutes',
  userImpact: 'low',
  references: [{ source: 'Microsoft', id: 'https://learn.microsoft.com/purview/encryption-sensitivity-labels' }],
  aliases: ['X-13'],
  license: 'purview-labels',
  reads: ['labels'],
  mayRead: ['domains'],
  evaluate({ labels, domains }, context) {
    const phi = phiLabels(labels, context);
    if (phi.length === 0) return notApplicable('No sensitivity label stands for PHI.');
    const own = (domains ?? []).flatMap(({ id, isVerified }) => (id && isVerified !== false ? [id] : []));
    const allowed = known(context, own);
    if (allowed.size === 0)
      return unknown("Can't tell who belongs to the organization: its domains were not read, and nothing is declared.");
    return combine(Object.fromEntries(phi.map((label) => [label.guid ?? labelName(label), judge(label, allowed)])));
  },
  remediation: {
    fix: 'Take the rights of undeclared people off the label for PHI',
    steps: [
      'Open the Microsoft Purview portal, Information protection, Sensitivity labels, and edit the label for PHI.',
      'Under "Control access" look at each entry, and remove whoever has no reason to open patient files.',
      'Declare who stays: role groups under roleGroups, partners under partners in wardline.yaml.',
    ],
    script: ["Set-Label -Identity '<label>' -EncryptionRightsDefinitions '<domain>:VIEW,EDIT;<group>:VIEW'"],
  },
  knownGaps: [
    'Who is a member of a group with rights is not read.',
    'With rights that the sender chooses, the people chosen stand in each file and are not seen.',
    'A right that is taken away ends when the cached license of the file ends, 30 days by default.',
  ],
  assumed: ['Get-Label gives rights as domains, addresses of people and addresses of groups.'],
});
