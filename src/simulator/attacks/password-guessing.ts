import { minute, second } from '../records/pen.ts';
import { signInRecords } from '../records/sign-ins.ts';
import { type Attack, asAttacker } from './attack.ts';

export const passwordGuessing: Attack = {
  name: 'password-guessing',
  title: 'Fourteen passwords of one account are tried, and the fifteenth fits',
  expected: {
    alerts: ['entra.password-guessing', 'entra.sign-in-after-failures'],
    atMost: 2,
    never: ['entra.password-spray', 'entra.old-password-retried'],
  },
  script: ({ victim, start, pen }) => [
    ...Array.from({ length: 14 }, (_, index) =>
      signInRecords(pen, start + index * 40 * second, { ...asAttacker(victim), error: 50126 }),
    ),
    signInRecords(pen, start + 11 * minute, { ...asAttacker(victim), mfa: false }),
  ],
};
