import { type Context, defineControl } from '../../core/control.ts';
import type { SectionData } from '../../core/snapshot.ts';
import { fail, partial, pass } from '../../core/verdict.ts';
import { factsOf } from './conditional-access.ts';
import { coverageOf } from './conditional-access-coverage.ts';
import { mfaForAll } from './conditional-access-wants.ts';
import { counted, named } from './principals.ts';

type Settings = { perUserMfa: SectionData<'perUserMfa'> };
const isLeft = (user: SectionData<'perUserMfa'>[number]) => user.perUserMfaState?.toLowerCase() !== 'disabled';
const label = (user: SectionData<'perUserMfa'>[number]) =>
  user.userPrincipalName ?? user.displayName ?? user.id ?? 'user without a name';

/** Whether an enforced policy asks everybody for MFA: only then does taking the old state away open nothing. */
function mfaByPolicy(
  settings: Parameters<typeof factsOf>[0] & { conditionalAccessPolicies: SectionData<'conditionalAccessPolicies'> },
  { declaredFor }: Pick<Context, 'declaredFor'>,
): boolean {
  const declared = declaredFor('entra.per-user-mfa-retired', 'entra.mfa-for-all-users', 'MS.AAD.3.2v2');
  return coverageOf(settings.conditionalAccessPolicies, mfaForAll, factsOf(settings, { declared })).by.length > 0;
}

const leftOver = ({ perUserMfa }: Settings) => perUserMfa.filter(isLeft);

export const perUserMfaRetired = defineControl({
  id: 'entra.per-user-mfa-retired',
  title: 'Per-user MFA is retired in favor of Conditional Access',
  finding: 'Per-user MFA is still on beside or in place of Conditional Access',
  severity: 'medium',
  rationale:
    'Per-user MFA is the old switch: it lets people make app passwords that skip the second factor, and it hides who is really covered. With Conditional Access in force it should be off for everybody, never before.',
  citations: ['164.312(d)', '164.308(a)(5)(ii)(D)'],
  responsibility: 'you',
  effort: 'minutes',
  userImpact: 'low',
  references: [
    { source: 'CIPP', id: 'PerUserMFA' },
    { source: 'CIPP', id: 'LegacyMFACleanup' },
    { source: 'Microsoft', id: 'https://learn.microsoft.com/entra/identity/authentication/howto-mfa-userstates' },
  ],
  aliases: ['ID-24'],
  reads: ['perUserMfa.perUserMfaState', 'conditionalAccessPolicies'],
  mayRead: ['users', 'privilegedUsers'],
  evaluate(settings, context) {
    const left = leftOver(settings);
    const evidence = (user: (typeof left)[number]) => ({
      id: user.id ?? label(user),
      name: label(user),
      expected: 'perUserMfaState disabled',
      actual: `perUserMfaState ${user.perUserMfaState}`,
      readFrom: 'perUserMfa.perUserMfaState' as const,
    });
    const total = counted(settings.perUserMfa.length, 'user');
    if (left.length === 0) return pass(`Per-user MFA is off for all ${total}.`);
    const found = `Per-user MFA is on for ${left.length} of ${total}`;
    if (mfaByPolicy(settings, context))
      return fail(`${found}, although Conditional Access requires MFA of everybody.`, left.map(evidence), {
        wouldPassIf: `Per-user MFA is off for ${named(left.map(label))}.`,
      });
    return partial(
      `${found}. Conditional Access does not require MFA of everybody yet, so it must stay until it does.`,
      left.map(evidence),
      {
        wouldPassIf: 'Conditional Access requires MFA of everybody and per-user MFA is then turned off.',
      },
    );
  },
  remediation: {
    fix: 'Turn per-user MFA off once Conditional Access requires MFA',
    steps: [
      'Check that a Conditional Access policy requires MFA of all users and is on.',
      'Open the Microsoft Entra admin center, Identity, Users, All users, Per-user MFA.',
      'Select the users named here and choose Disable MFA. Their registered methods stay.',
    ],
  },
  changes(settings, context) {
    if (!mfaByPolicy(settings, context)) return [];
    return leftOver(settings).map((user) => ({
      section: 'perUserMfa' as const,
      operation: 'set' as const,
      match: { id: user.id },
      values: { perUserMfaState: 'disabled' },
      call: `PATCH /users/${user.id}/authentication/requirements {"perUserMfaState":"disabled"}`,
      summary: `Turn per-user MFA off for ${label(user)}`,
      notice: `${label(user)}: app passwords stop; mail programs that use one must sign in anew.`,
      undo: 'restore' as const,
    }));
  },
  knownGaps: ['Who is a guest or a service account is not told apart here.'],
});
