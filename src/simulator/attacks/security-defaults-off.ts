import { directoryChange } from '../records/directory.ts';
import { type Attack, attacker } from './attack.ts';

export const securityDefaultsOff: Attack = {
  name: 'security-defaults-off',
  title: 'Security defaults are turned off',
  expected: {
    alerts: ['entra.security-defaults-off'],
    atMost: 1,
    never: ['entra.conditional-access-weakened', 'entra.tenant-settings-loosened'],
  },
  script: ({ admin, start, pen }) => [
    directoryChange(
      pen,
      start,
      { user: admin.user, id: admin.id, ip: attacker.ip },
      {
        activity: 'Update security defaults',
        category: 'Policy',
        target: { type: 'Policy', id: '00000000-0000-0000-0000-000000000005', name: 'Security Defaults' },
        changes: [['IsEnabled', '["False"]', '["True"]']],
      },
    ),
    { at: start, effect: { collection: 'securityDefaults', id: '', values: { isEnabled: false } } },
  ],
};
