import { defineControl } from '../../core/control.ts';
import type { SectionData } from '../../core/snapshot.ts';
import { type Evidence, fail, pass, unknown } from '../../core/verdict.ts';
import { methodCall, methodNamed } from './authentication-methods.ts';
import { onlyPhone } from './registered-methods.ts';

const weak = { Sms: 'Text message', Voice: 'Voice call', Email: 'Email one-time passcode' } as const;
const policyId = 'MS.AAD.3.5v2';

export const weakMethodsOff = defineControl({
  id: 'entra.weak-methods-off',
  title: 'Text messages, calls and email codes are not second factors',
  finding: 'A code by text message, call or email counts as a second factor',
  severity: 'medium',
  rationale:
    "Phone numbers can be moved to a stranger's SIM card and mailboxes can be read. Advice that a phone code is enough is dated: it is better than a password alone, but it must not be anybody's only second factor.",
  citations: ['164.312(d)'],
  responsibility: 'you',
  effort: 'hours',
  userImpact: 'medium',
  references: [
    { source: 'SCuBA', id: policyId, level: 'shall' },
    { source: 'EIDSCA', id: 'AS04' },
    { source: 'EIDSCA', id: 'AV01' },
    { source: 'CIS', id: 'CIS.M365.5.2.3.5' },
    { source: 'CIPP', id: 'DisableSMS' },
    { source: 'CIPP', id: 'DisableVoice' },
    {
      source: 'Microsoft',
      id: 'https://learn.microsoft.com/entra/identity/authentication/concept-authentication-methods-manage',
    },
  ],
  aliases: ['ID-06'],
  parameters: {
    textMessagesOff: {
      default: false,
      tighten: 'on',
      title: 'Text messages are off even where everyone has a stronger method',
    },
  },
  reads: ['authenticationMethodConfigurations.id', 'authenticationMethodConfigurations.state'],
  mayRead: ['userRegistrationDetails'],
  evaluate({ authenticationMethodConfigurations, userRegistrationDetails }, { parameters }) {
    const found = Object.entries(weak).map(([id, name]) => ({
      id,
      name,
      state: methodNamed(authenticationMethodConfigurations, id)?.state,
    }));
    const evidence = ({ id, name, state }: (typeof found)[number]): Evidence => ({
      id,
      name,
      expected: 'disabled',
      actual: state ?? 'not read',
      readFrom: 'authenticationMethodConfigurations.state',
    });
    const on = found.filter((method) => method.state && method.state !== 'disabled');
    const unread = found.filter((method) => !method.state);
    if (on.length === 0 && unread.length > 0) {
      return unknown(
        `Can't tell: ${unread.map((method) => method.name).join(', ')} not among the methods that were read.`,
        unread.map(evidence),
      );
    }
    if (on.length === 0) return pass('Text messages, calls and email codes are off.', found.map(evidence));
    const smsOnly = on.length === 1 && on[0]?.id === 'Sms' && unread.length === 0;
    if (
      smsOnly &&
      !parameters.textMessagesOff &&
      userRegistrationDetails?.length &&
      everyoneHasStronger(userRegistrationDetails)
    ) {
      return pass(
        'Calls and email codes are off. Text messages are on, and everyone who registered a phone has a stronger method too.',
        found.map(evidence),
        { policies: { [policyId]: 'fail' } },
      );
    }
    return fail(
      `${on.map((method) => method.name).join(', ')} ${on.length === 1 ? 'counts' : 'count'} as a second factor.`,
      on.map(evidence),
      {
        wouldPassIf: `${on.map((method) => method.name).join(', ')} ${on.length === 1 ? 'is' : 'are'} disabled.`,
      },
    );
  },
  remediation: {
    fix: 'Turn off text messages, calls and email codes as sign-in methods',
    steps: [
      'Open the Microsoft Entra admin center, Authentication methods, User registration details, and move the people named by entra.users-registered-for-mfa to a stronger method.',
      'Policies, SMS: Enable No. Voice call: Enable No. Email OTP: Enable No.',
      'Guests without a Microsoft or Google account get their codes by email: look for them before you turn off Email OTP.',
    ],
  },
  changes({ authenticationMethodConfigurations }) {
    return Object.entries(weak).flatMap(([id, name]) => {
      const method = methodNamed(authenticationMethodConfigurations, id);
      if (!method?.state || method.state === 'disabled') return [];
      return [
        {
          section: 'authenticationMethodConfigurations' as const,
          operation: 'set' as const,
          match: { id: method.id },
          values: { state: 'disabled' },
          call: methodCall(id),
          summary: `Turn off ${name} as a sign-in method`,
          notice: `People whose only second factor is ${name.toLowerCase()}: they cannot sign in until they register another method.`,
          lockoutRisk: true,
          undo: 'restore' as const,
        },
      ];
    });
  },
  knownGaps: [
    'Before the authentication methods migration is complete, the old MFA settings can still allow text messages and calls (entra.authentication-methods-migrated).',
  ],
});

function everyoneHasStronger(users: SectionData<'userRegistrationDetails'>): boolean {
  return users.every((user) => user.methodsRegistered && !onlyPhone(user.methodsRegistered));
}
