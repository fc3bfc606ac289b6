import { minute } from '../records/pen.ts';
import { signInRecords } from '../records/sign-ins.ts';
import { type Attack, asAttacker } from './attack.ts';

export const breakGlass: Attack = {
  name: 'break-glass',
  title: 'An emergency access account signs in to the Azure portal',
  expected: { alerts: ['entra.emergency-access-used'], atMost: 1, never: ['entra.sign-in-after-failures'] },
  declares: ({ emergency }) => `breakGlass: [${emergency[0]!.user}]`,
  needs: ({ emergency }) => (emergency.length > 0 ? undefined : 'an account that is called breakglass or emergency'),
  script: ({ company, start, pen }) => {
    const app = { id: 'c44b4083-3bb0-49c1-b47d-974e53cbdf3c', name: 'Azure Portal' };
    return [
      signInRecords(pen, start, { ...asAttacker(company.emergency[0]!), app, error: 50126 }),
      signInRecords(pen, start + minute, { ...asAttacker(company.emergency[0]!), app }),
    ];
  },
};
