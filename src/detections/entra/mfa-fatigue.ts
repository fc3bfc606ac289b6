import { defineDetection } from '../../core/detection.ts';
import { type Denial, denialOf } from './mfa-denials.ts';
import { isPersonal } from './sign-ins.ts';

/** Three declined prompts are a warning, but five or six that only ran out: the phone may lie in the locker. */
const weights: Record<Denial, number> = { declined: 1, unsaid: 0.6, unanswered: 0.5, mistaken: 0 };

export const mfaFatigue = defineDetection({
  id: 'entra.mfa-fatigue',
  title: 'Sign-in prompts were refused again and again',
  severity: 'high',
  citations: ['164.308(a)(1)(ii)(D)', '164.308(a)(5)(ii)(C)', '164.312(d)'],
  attack: ['T1621'],
  incident: 'account-takeover',
  firstSteps: [
    'Tell the person to accept no prompt and to call you',
    'Reset the password: whoever sends the prompts has it',
    'Turn on number matching and report of suspicious prompts for everybody',
  ],
  falsePositives: ['A phone without signal or an app that was set up anew: ask the person'],
  knownGaps: [
    'The unified audit log does not say whether a prompt was declined, ran out or got a wrong code: there it takes five',
  ],
  parameters: {
    denials: { default: 3, tighten: 'lower', title: 'Declined prompts; one without answer counts half' },
    minutes: { default: 10, tighten: 'higher', title: 'Minutes within which they came' },
  },
  operations: ['userloginfailed'],
  signal(event, context) {
    const denial = isPersonal(event, context) ? denialOf(event) : undefined;
    const weight = denial ? weights[denial] : 0;
    if (weight === 0) return undefined;
    const { key, name } = event.actor;
    return { group: key, weight, why: `Sign-in prompts of ${name} were refused or not answered` };
  },
  rule: ({ denials, minutes }) => ({
    kind: 'count',
    // Fractions do not add up exactly.
    atLeast: denials - 0.01,
    withinMinutes: minutes,
    mergeMinutes: 720,
  }),
  summary: ({ first, minutes }) => `${first} again and again within ${minutes + 1} minutes`,
});
