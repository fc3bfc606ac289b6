import { minute, second } from '../records/pen.ts';
import { signInRecords } from '../records/sign-ins.ts';
import { type Attack, asAttacker } from './attack.ts';

export const passwordSpray: Attack = {
  name: 'password-spray',
  title: 'One address tries two passwords of six accounts, slowly; a small practice has no more',
  expected: {
    alerts: ['entra.password-spray'],
    atMost: 1,
    never: ['entra.password-guessing', 'entra.sign-in-after-failures'],
  },
  script: ({ colleagues, start, pen }) =>
    colleagues.slice(0, 6).flatMap((person, index) =>
      [0, 1].map((round) =>
        signInRecords(pen, start + round * 40 * minute + index * 90 * second, {
          ...asAttacker(person),
          error: 50126,
        }),
      ),
    ),
};
