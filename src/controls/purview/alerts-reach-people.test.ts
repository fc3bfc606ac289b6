import { testControl } from '../../../test/control.ts';
import { tenant } from '../../../test/tenant.ts';
import { alertsReachPeople } from './alerts-reach-people.ts';

const six = [
  'Suspicious email sending patterns detected',
  'Suspicious connector activity',
  'Suspicious Email Forwarding Activity',
  'Messages have been delayed',
  'Tenant restricted from sending unprovisioned email',
  'Tenant restricted from sending email',
];
const alert = (name: string, notifyUser: unknown, more: object = {}) => ({
  identity: name,
  name,
  disabled: false,
  notificationEnabled: true,
  notifyUser,
  ...more,
});
const desk = 'security@clinic.example.com';
const all = (notifyUser: unknown) => six.map((name) => alert(name, notifyUser));
const open = { 'MS.SECURITYSUITE.4.2v1': 'unknown', 'MS.DEFENDER.5.2v1': 'unknown' } as const;
const attested = {
  organization: {
    attestations: [
      {
        control: 'purview.alerts-reach-people',
        statement: 'A service collects all alerts and calls the practice manager.',
        by: 'Elena Marsh',
        on: '2026-10-01',
        until: '2027-03-30',
        proof: 'Contract of 2026-09-01, test alert of 2026-10-01',
      },
    ],
  },
};

testControl(alertsReachPeople, {
  pass: {
    'a named mailbox beside the default': [
      tenant({ protectionAlerts: all([desk, 'TenantAdmins']) }),
      { policies: open },
    ],
    'one recipient as bare text': tenant({ protectionAlerts: all(desk) }),
    'an alert that is off is not asked': tenant({
      protectionAlerts: [...all([desk]).slice(1), alert(six[0]!, ['TenantAdmins'], { disabled: true })],
    }),
  },
  partial: {
    'one goes to the default only': [
      tenant({ protectionAlerts: [...all([desk]).slice(1), alert(six[0]!, ['TenantAdmins'])] }),
      { resources: [six[0]!], policies: open, wouldPassIf: /attest/ },
    ],
    'one has notices turned off': [
      tenant({ protectionAlerts: [...all([desk]).slice(1), alert(six[0]!, [desk], { notificationEnabled: false })] }),
      { resources: [six[0]!] },
    ],
  },
  fail: {
    'all go to the default only': [
      tenant({ protectionAlerts: all(['tenantadmins']) }),
      { resources: six, why: /6 of 6/, policies: open },
    ],
    'nobody at all': tenant({ protectionAlerts: all(null) }),
  },
  unknown: {
    'the default only, but a service is attested': tenant({ protectionAlerts: all(['TenantAdmins']) }, attested),
    'whom they notify was not read': tenant({ protectionAlerts: six.map((name) => ({ name, disabled: false })) }),
    'none of the alerts is on': tenant({ protectionAlerts: [alert(six[0]!, [desk], { disabled: true })] }),
  },
});
