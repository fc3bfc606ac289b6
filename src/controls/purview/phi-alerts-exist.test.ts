import { testControl } from '../../../test/control.ts';
import { tenant } from '../../../test/tenant.ts';
import { phiAlertsExist } from './phi-alerts-exist.ts';

const alert = (name: string, operation: string[] | null, more: object = {}) => ({
  identity: name,
  name,
  disabled: false,
  operation,
  ...more,
});
const all = [
  alert('Files taken away', ['FileDownloaded']),
  alert('Unusual volume of external file sharing', ['ExternalFileSharing']),
  alert('Creation of forwarding/redirect rule', ['MailRedirect']),
  alert('Elevation of Exchange admin privilege', ['GrantAdminPermission']),
  alert('Role', ['Add member to role.']),
  alert('Email messages containing malware removed after delivery', null, { threatType: 'Malware' }),
  alert('Unusual volume of file deletion', null),
];
const without = (...names: string[]) => all.filter((entry) => !names.includes(entry.name));

testControl(phiAlertsExist, {
  pass: {
    'S3-50: one alert for each kind, by operation, threat or name': tenant({ protectionAlerts: all }),
    'malware is recognized by its name': tenant({
      protectionAlerts: [
        ...without('Email messages containing malware removed after delivery'),
        alert('Email messages containing malicious file removed after delivery\u200B', null, {
          threatType: 'Malicious',
        }),
      ],
    }),
  },
  partial: {
    'mass download and role change are missing, as in many tenants': [
      tenant({ protectionAlerts: without('Files taken away', 'Role') }),
      { resources: ['mass download of files', 'Entra role given'], why: /2 of 7/, wouldPassIf: /mass download/ },
    ],
    'an Exchange role says nothing of Entra roles': [
      tenant({ protectionAlerts: without('Role') }),
      { resources: ['Entra role given'] },
    ],
    'an alert that is off does not count': [
      tenant({
        protectionAlerts: [
          ...without('Unusual volume of file deletion'),
          alert('Unusual volume of file deletion', null, { disabled: true }),
        ],
      }),
      { resources: ['mass deletion of files'] },
    ],
  },
  fail: {
    'none at all': [tenant({ protectionAlerts: [] }), { why: /7 of 7/ }],
    'only an alert on something else': tenant({ protectionAlerts: [alert('Messages have been delayed', null)] }),
  },
});
