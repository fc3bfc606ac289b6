import { testControl } from '../../../test/control.ts';
import { tenant } from '../../../test/tenant.ts';
import { outsiderControlOff } from './outsider-control-off.ts';

const policy = (identity: string, allowExternalParticipantGiveRequestControl: boolean | null) => ({
  identity,
  allowExternalParticipantGiveRequestControl,
});

testControl(outsiderControlOff, {
  pass: {
    'off in every policy': [
      tenant({ meetingPolicies: [policy('Global', false), policy('Tag:Billing', false)] }),
      { resources: ['Global', 'Billing'], policies: { 'MS.TEAMS.1.1v1': 'pass' } },
    ],
  },
  fail: {
    'on in Global': [
      tenant({ meetingPolicies: [policy('Global', true)] }),
      { resources: ['Global'], policies: { 'MS.TEAMS.1.1v1': 'fail' } },
    ],
    'a custom policy beats the default': [
      tenant({ meetingPolicies: [policy('Global', false), policy('Tag:Vendors', true)] }),
      { resources: ['Vendors'], why: /1 of 2/, wouldPassIf: /Vendors/ },
    ],
    "in one of Microsoft's ready-made policies, which cannot be changed": tenant({
      meetingPolicies: [policy('Global', false), policy('Tag:AllOn', true)],
    }),
  },
  unknown: {
    'one policy has no value': [
      tenant({ meetingPolicies: [policy('Global', false), policy('Tag:Vendors', null)] }),
      { why: /Vendors/ },
    ],
  },
});
