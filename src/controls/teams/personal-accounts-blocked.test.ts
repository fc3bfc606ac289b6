import { testControl } from '../../../test/control.ts';
import { tenant } from '../../../test/tenant.ts';
import { personalAccountsBlocked } from './personal-accounts-blocked.ts';

const settings = (allowTeamsConsumer?: boolean, allowTeamsConsumerInbound?: boolean) => ({
  federationConfiguration: [{ identity: 'Global', allowTeamsConsumer, allowTeamsConsumerInbound }],
});
const policies = (inbound: 'pass' | 'fail' | 'unknown', outbound: 'pass' | 'fail' | 'unknown') => ({
  policies: { 'MS.TEAMS.2.2v2': inbound, 'MS.TEAMS.2.3v2': outbound },
});

testControl(personalAccountsBlocked, {
  pass: {
    'both ways off': [tenant(settings(false, false)), policies('pass', 'pass')],
    'off closes both ways whatever the inbound switch still says': [
      tenant(settings(false, true)),
      policies('pass', 'pass'),
    ],
  },
  fail: {
    'both ways on': [tenant(settings(true, true)), policies('fail', 'fail')],
    'staff can start chats, outsiders cannot': [
      tenant(settings(true, false)),
      { resources: ['Global'], why: /Staff can chat/, ...policies('pass', 'fail') },
    ],
    'a commercial tenant with commercial service plans': tenant({
      ...settings(true, true),
      teamsTenant: [{ assignedPlan: ['MCOEV', 'TEAMS1'] }],
    }),
    'one open configuration among two': [
      tenant({
        federationConfiguration: [
          { identity: 'Global', allowTeamsConsumer: false, allowTeamsConsumerInbound: false },
          { identity: 'Tag:Branch', allowTeamsConsumer: true, allowTeamsConsumerInbound: true },
        ],
      }),
      { resources: ['Tag:Branch', 'Tag:Branch'] },
    ],
  },
  'not-applicable': {
    'the tenant is in GCC': tenant(settings(true, true), { cloud: 'gcc' }),
    'the Teams service plans say GCC': tenant({
      ...settings(true, true),
      teamsTenant: [{ AssignedPlan: ['MCOEV', 'Teams_GCC'] }],
    }),
    'the only Teams service plan says DOD': tenant({
      ...settings(true, true),
      teamsTenant: { AssignedPlan: 'TEAMS_DOD' },
    }),
  },
  unknown: {
    'inbound is off but the switch for both was not read': [
      tenant(settings(undefined, false)),
      policies('pass', 'unknown'),
    ],
    'neither switch was read': [tenant(settings()), policies('unknown', 'unknown')],
  },
});
