import { testControl } from '../../../test/control.ts';
import { tenant } from '../../../test/tenant.ts';
import { verificationCodeReauthentication } from './verification-code-reauthentication.ts';

const [now, before] = ['MS.SHAREPOINT.3.3v2', 'MS.SHAREPOINT.3.3v1'];
const spo = (
  SharingCapability: number,
  EmailAttestationRequired: unknown,
  EmailAttestationReAuthDays: unknown,
  given = {},
) => tenant({ sharepointTenant: { SharingCapability, EmailAttestationRequired, EmailAttestationReAuthDays } }, given);

testControl(verificationCodeReauthentication, {
  pass: {
    '30 days is the last that counts': [spo(1, true, 30), { policies: { [now]: 'pass', [before]: 'pass' } }],
    'Anyone links do not change the rule': spo(2, true, 15),
    'existing guests: version 1 of the policy left them out': [
      spo(3, true, 29),
      { policies: { [now]: 'pass', [before]: 'not-applicable' } },
    ],
  },
  fail: {
    '31 days': [
      spo(1, true, 31),
      { policies: { [now]: 'fail', [before]: 'fail' }, resources: ['People who use a verification code'] },
    ],
    'not required': [spo(3, false, 15), { policies: { [now]: 'fail' }, why: /never asked again/ }],
    'a stricter baseline': [
      spo(1, true, 30, { parameters: { days: 10 } }),
      { policies: { [now]: 'pass' }, why: /30 days/ },
    ],
  },
  'not-applicable': {
    'no sharing': [spo(0, false, 99), { policies: { [now]: 'not-applicable' } }],
    'by Graph alone': tenant({ sharepointSettings: { sharingCapability: 'disabled' } }),
  },
  unknown: {
    'the days are missing': tenant({ sharepointTenant: { SharingCapability: 1, EmailAttestationRequired: true } }),
    'null is no answer': spo(1, null, 30),
    'a tenant record that lacks its fields': tenant({ sharepointTenant: { SharingCapability: 0 } }),
  },
});
