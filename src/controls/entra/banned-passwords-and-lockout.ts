import { type Context, defineControl } from '../../core/control.ts';
import type { SectionData } from '../../core/snapshot.ts';
import { fail, pass, unknown } from '../../core/verdict.ts';
import type { Evidence } from '../../core/verdict.ts';

type Setting = SectionData<'groupSettings'>[number];
const templateId = '5cf42378-d67d-4f36-ba46-e8b86229381d';

const isPasswordRules = (setting: Setting) =>
  setting.displayName === 'Password Rule Settings' || setting.templateId?.toLowerCase() === templateId;

interface Rule {
  name: string;
  expected: string;
  /** Undefined = the document does not say. */
  holds: boolean | undefined;
  actual: string;
}

/** What the settings say, by name in lower case. */
function valuesOf(setting: Setting): ReadonlyMap<string, string> {
  return new Map((setting.values ?? []).map((entry) => [entry.name?.toLowerCase() ?? '', entry.value ?? '']));
}

/** Lockout values that are not set are Microsoft's own: 10 tries, 60 seconds. */
function rulesOf(setting: Setting): Rule[] {
  const values = valuesOf(setting);
  const isTrue = (name: string) => /^true$/i.test(values.get(name) ?? '');
  const list = values.get('bannedpasswordlist');
  const words = (list ?? '').split(/[\t,\n]+/).filter((word) => word.trim() !== '').length;
  const threshold = Number(values.get('lockoutthreshold') || 10);
  const duration = Number(values.get('lockoutdurationinseconds') || 60);
  const local = values.get('enablebannedpasswordcheckonpremises');
  const mode = values.get('bannedpasswordcheckonpremisesmode');
  const listKnown = list !== undefined || !isTrue('enablebannedpasswordcheck');
  const listUsed = isTrue('enablebannedpasswordcheck') && words > 0;
  const enforced = /^enforced?$/i.test(mode ?? '');
  return [
    {
      name: 'Custom banned password list',
      expected: 'on, with words of the organization',
      holds: listKnown ? listUsed : undefined,
      actual: isTrue('enablebannedpasswordcheck') ? `on, ${words} words` : 'off',
    },
    {
      name: 'Mode on the local Active Directory',
      expected: 'Enforced where the local check is on',
      holds: /^false$/i.test(local ?? '') || enforced,
      actual: `local check ${local || 'not set'}, mode ${mode || 'not set'}`,
    },
    {
      name: 'Lockout threshold',
      expected: 'at most 10',
      holds: Number.isNaN(threshold) ? undefined : threshold <= 10,
      actual: Number.isNaN(threshold) ? 'not a number' : `${threshold} failed sign-ins`,
    },
    {
      name: 'Lockout duration',
      expected: 'at least 60 seconds',
      holds: Number.isNaN(duration) ? undefined : duration >= 60,
      actual: Number.isNaN(duration) ? 'not a number' : `${duration} seconds`,
    },
  ];
}

export const bannedPasswordsAndLockout = defineControl({
  id: 'entra.banned-passwords-and-lockout',
  title: 'Own words are banned from passwords, and guessing is locked out',
  finding: "The clinic's own words are allowed in passwords, or guessing is not locked out",
  severity: 'medium',
  rationale:
    'Attackers try the name of the clinic, the town and the year first. A banned-password list with those words and a lockout after ten tries take away the cheapest way in.',
  citations: ['164.308(a)(5)(ii)(D)'],
  responsibility: 'you',
  effort: 'minutes',
  userImpact: 'low',
  references: [
    ...['EIDSCA.PR01', 'EIDSCA.PR02', 'EIDSCA.PR03', 'EIDSCA.PR05', 'EIDSCA.PR06'].map((id) => ({
      source: 'EIDSCA' as const,
      id,
    })),
    { source: 'Microsoft', id: 'https://learn.microsoft.com/entra/identity/authentication/concept-password-ban-bad' },
  ],
  aliases: ['ID-26'],
  license: 'entra-p1',
  reads: ['groupSettings'],
  evaluate({ groupSettings }) {
    const setting = groupSettings.find(isPasswordRules);
    if (!setting) {
      const evidence = {
        id: templateId,
        name: 'Password Rule Settings',
        expected: 'custom banned password list on',
        actual: "never set: Microsoft's defaults hold, without a custom list",
        readFrom: 'groupSettings.values' as const,
      };
      return fail("No password rules are set, so the clinic's own words are allowed in passwords.", [evidence], {
        wouldPassIf: 'A custom banned password list is set.',
      });
    }
    if (setting.values === undefined || setting.values === null)
      return unknown('The source does not hold the values of the password rules.');
    const rules = rulesOf(setting);
    const evidence = (rule: Rule): Evidence => ({
      id: rule.name,
      name: rule.name,
      expected: rule.expected,
      actual: rule.actual,
      readFrom: 'groupSettings.values',
    });
    const bad = rules.filter((rule) => rule.holds === false);
    if (bad.length > 0) {
      return fail(
        `${bad.length} of ${rules.length} password rules fall short: ${bad.map((rule) => `${rule.name.toLowerCase()} ${rule.actual}`).join('; ')}.`,
        bad.map(evidence),
        {
          wouldPassIf: bad.map((rule) => `${rule.name}: ${rule.expected}.`).join(' '),
        },
      );
    }
    const open = rules.filter((rule) => rule.holds === undefined);
    if (open.length > 0)
      return unknown(
        `The source does not hold these password rules in full: ${open.map((rule) => rule.name.toLowerCase()).join(', ')}.`,
        open.map(evidence),
      );
    return pass('The custom banned password list is on and guessing is locked out.', rules.map(evidence));
  },
  remediation: {
    fix: 'Turn on the custom banned password list and keep the lockout at ten tries',
    steps: [
      'Open the Microsoft Entra admin center, Protection, Authentication methods, Password protection.',
      'Set "Enforce custom list" to Yes and enter the names of the clinic, the town, doctors and products.',
      'Set "Lockout threshold" to 10 or less and "Lockout duration in seconds" to 60 or more.',
      'With a local Active Directory, set Mode to Enforced. Save.',
    ],
  },
  changes({ groupSettings }, context) {
    const setting = groupSettings.find(isPasswordRules);
    const present = setting ? valuesOf(setting) : new Map<string, string>();
    if (setting && rulesOf(setting).every((rule) => rule.holds !== false)) return [];
    const words = present.get('bannedpasswordlist') || ownWords(context).join('\t');
    if (words === '') return [];
    const wanted: Record<string, string> = {
      EnableBannedPasswordCheck: 'True',
      BannedPasswordList: words,
      EnableBannedPasswordCheckOnPremises: present.get('enablebannedpasswordcheckonpremises') || 'False',
      BannedPasswordCheckOnPremisesMode: 'Enforce',
      LockoutThreshold: String(Math.min(Number(present.get('lockoutthreshold') || 10), 10)),
      LockoutDurationInSeconds: String(Math.max(Number(present.get('lockoutdurationinseconds') || 60), 60)),
    };
    const values = Object.entries(wanted).map(([name, value]) => ({ name, value }));
    const common = {
      section: 'groupSettings' as const,
      summary: "Ban the clinic's own words from passwords and lock out guessing",
      notice: 'People who change their password: the banned words are refused. Nobody has to change now.',
      undo: 'restore' as const,
    };
    if (setting)
      return [
        {
          ...common,
          operation: 'set' as const,
          match: { id: setting.id },
          values: { values },
          call: `PATCH /groupSettings/${setting.id} ${JSON.stringify({ values })}`,
        },
      ];
    const record = { templateId, values };
    return [
      {
        ...common,
        operation: 'create' as const,
        match: { templateId },
        values: { ...record, displayName: 'Password Rule Settings' },
        call: `POST /groupSettings ${JSON.stringify(record)}`,
      },
    ];
  },
  knownGaps: ['Whether the list holds the right words is not judged.'],
  assumed: ['The mode counts only where the check on the local Active Directory is on.'],
});

/** Words of the organization's and the tenant's name that are long enough to ban (4 to 16 letters). */
function ownWords({ organization, tenant }: Context): string[] {
  const names = [organization.name ?? '', tenant.name, tenant.domain?.split('.', 1)[0] ?? ''];
  const words = names.flatMap((name) => name.toLowerCase().split(/[^\p{L}\p{N}]+/u));
  return [...new Set(words)].filter((word) => word.length >= 4 && word.length <= 16);
}
