import { minute, second } from '../records/pen.ts';
import { signInRecords } from '../records/sign-ins.ts';
import { type Attack, asAttacker } from './attack.ts';

export const mfaFatigue: Attack = {
  name: 'mfa-fatigue',
  title: 'A person declines seven prompts of a stranger and accepts the eighth',
  expected: {
    alerts: ['entra.mfa-fatigue', 'entra.mfa-accepted-after-denials'],
    atMost: 2,
    never: ['entra.password-guessing', 'entra.sign-in-after-failures'],
  },
  script: ({ victim, start, pen }) => [
    ...Array.from({ length: 7 }, (_, index) =>
      signInRecords(pen, start + index * 45 * second, {
        ...asAttacker(victim),
        error: 500121,
        details: 'MFA denied; user declined the authentication',
      }),
    ),
    signInRecords(pen, start + 7 * minute, asAttacker(victim)),
  ],
};
