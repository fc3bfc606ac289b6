import { testControl } from '../../../test/control.ts';
import { tenant } from '../../../test/tenant.ts';
import { idleSignOut } from './idle-sign-out.ts';

const graph = (idleSessionSignOut: unknown, parameters = {}) =>
  tenant({ sharepointSettings: { idleSessionSignOut } }, { parameters });
const after = (signOutAfterInSeconds: number, isEnabled = true) => ({
  isEnabled,
  warnAfterInSeconds: 600,
  signOutAfterInSeconds,
});

testControl(idleSignOut, {
  pass: { 'after an hour': graph(after(3600)), 'after fifteen minutes': [graph(after(900)), { why: /15 minutes/ }] },
  fail: {
    'one second more': graph(after(3601)),
    'set, but switched off': [graph(after(900, false)), { resources: ['Idle sign-out'], why: /never/ }],
    'never made': [graph(null), { why: /never/ }],
    'zero seconds is never': graph(after(0)),
    'a baseline of fifteen minutes': graph(after(1800), { minutes: 15 }),
  },
  unknown: { 'the seconds are missing': graph({ isEnabled: true }) },
});
