import { testControl } from '../../../test/control.ts';
import { tenant } from '../../../test/tenant.ts';
import { breakGlassUseAlerted } from './break-glass-use-alerted.ts';

const one = 'aaaaaaaa-0000-4000-8000-000000000001';
const two = 'bbbbbbbb-0000-4000-8000-000000000002';
const rule = (query: string, enabled = true) => ({
  id: 'r1',
  name: 'Emergency sign-in',
  properties: { enabled, criteria: { allOf: [{ query }] } },
});
const sentinel = (query: string) => ({
  id: 'r2',
  name: 'bg',
  properties: { displayName: 'Break glass used', enabled: true, query },
});
const declared = { breakGlass: [one, two] };
const tested = {
  attestations: [
    {
      control: 'entra.break-glass-use-alerted',
      statement: 'Both accounts were tried, Rosa Lind was told within 4 minutes.',
      by: 'Rosa Lind',
      on: '2026-10-02',
      until: '2027-01-02',
      proof: 'Mail of 2026-10-02 08:14',
    },
  ],
};
const query = `SigninLogs | where UserId in ("${one.toUpperCase()}", "${two}")`;

testControl(breakGlassUseAlerted, {
  pass: {
    'S3-27: a rule names both and a test is recorded': [
      tenant({ signInAlertRules: [rule(query)] }, { organization: { ...declared, ...tested } }),
      { resources: [one, two] },
    ],
    'a Sentinel rule by name': tenant(
      {
        signInAlertRules: [sentinel('SigninLogs | where UserPrincipalName == "bg1@clinic.example.com"')],
        users: [{ id: one, userPrincipalName: 'bg1@clinic.example.com' }],
      },
      { organization: { breakGlass: [one], ...tested } },
    ),
  },
  partial: {
    'a rule names both, no test is recorded': [
      tenant({ signInAlertRules: [rule(query)] }, { organization: declared }),
      { wouldPassIf: /attest/ },
    ],
  },
  fail: {
    'S3-27: no rule': [tenant({ signInAlertRules: [] }, { organization: declared }), { resources: [one, two] }],
    'the rule names one of two': [
      tenant({ signInAlertRules: [rule(`UserId == "${one}"`)] }, { organization: declared }),
      { resources: [two] },
    ],
    'the rule is off': tenant({ signInAlertRules: [rule(query, false)] }, { organization: declared }),
  },
  unknown: {
    'no rule, but a system outside is attested': tenant(
      { signInAlertRules: [] },
      { organization: { ...declared, ...tested } },
    ),
    'no account declared': [tenant({ signInAlertRules: [rule(query)] }), { wouldPassIf: /You declare/ }],
  },
});
