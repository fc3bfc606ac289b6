import { testControl } from '../../../test/control.ts';
import { tenant } from '../../../test/tenant.ts';
import { channelEmailOff } from './channel-email-off.ts';

const settings = (allowEmailIntoChannel: boolean | null) => ({
  clientConfiguration: [{ identity: 'Global', allowEmailIntoChannel }],
});

testControl(channelEmailOff, {
  pass: {
    'off in a commercial tenant': [tenant(settings(false)), { policies: { 'MS.TEAMS.4.1v1': 'pass' } }],
    'off, with commercial service plans': tenant({ ...settings(false), teamsTenant: [{ assignedPlan: ['TEAMS1'] }] }),
  },
  fail: {
    'on in a commercial tenant': [
      tenant(settings(true)),
      { resources: ['Global'], policies: { 'MS.TEAMS.4.1v1': 'fail' } },
    ],
  },
  'not-applicable': {
    'GCC has no such feature': tenant(settings(false), { cloud: 'gcc' }),
    'GCC by its service plans': tenant({ ...settings(true), teamsTenant: [{ assignedPlan: ['Teams_GCC', 'MCOEV'] }] }),
    'GCC High': tenant(settings(true), { cloud: 'gcchigh' }),
  },
  unknown: { 'no value': tenant(settings(null)) },
});
