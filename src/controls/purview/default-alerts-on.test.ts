import { testControl } from '../../../test/control.ts';
import { tenant } from '../../../test/tenant.ts';
import { defaultAlertsOn } from './default-alerts-on.ts';

const six = [
  'Suspicious email sending patterns detected',
  'Suspicious connector activity',
  'Suspicious Email Forwarding Activity',
  'Messages have been delayed',
  'Tenant restricted from sending unprovisioned email',
  'Tenant restricted from sending email',
];
const click = 'A potentially malicious URL click was detected';
const user = 'User restricted from sending email';
const alerts = (names: string[], off: string[] = []) =>
  names.map((name) => ({ identity: `id of ${name}`, name, disabled: off.includes(name) }));
const verdicts = (now: 'pass' | 'fail', legacy: 'pass' | 'fail') => ({
  'MS.SECURITYSUITE.4.1v1': now,
  'MS.DEFENDER.5.1v1': legacy,
});

testControl(defaultAlertsOn, {
  pass: {
    'the six are on; the older list also names two that are not there': [
      tenant({ protectionAlerts: alerts(six) }),
      { policies: verdicts('pass', 'fail'), resources: six },
    ],
    'both lists are on, a name ends in an invisible character': [
      tenant({ protectionAlerts: [...alerts([...six, user]), { name: `${click}\u200B`, disabled: false }] }),
      { policies: verdicts('pass', 'pass') },
    ],
  },
  partial: {
    'one is off': [
      tenant({ protectionAlerts: alerts([...six, user, click], ['Messages have been delayed']) }),
      { policies: verdicts('fail', 'fail'), resources: ['Messages have been delayed'] },
    ],
    'one is missing, so no command can turn it on': [
      tenant({ protectionAlerts: alerts(six.slice(1)) }),
      { policies: verdicts('fail', 'fail'), resources: [six[0]!], why: /1 of 6/ },
    ],
    'the URL click alert is there and off': [
      tenant({ protectionAlerts: alerts([...six, user, click], [click]) }),
      { policies: verdicts('fail', 'fail'), resources: [click] },
    ],
    'an alert whose state is not set is not on': tenant({
      protectionAlerts: [...alerts(six.slice(1)), { name: six[0], disabled: null }],
    }),
    'only the one that the newer list names is off': [
      tenant({ protectionAlerts: alerts([...six, user, click], ['Tenant restricted from sending email']) }),
      { policies: verdicts('fail', 'pass') },
    ],
  },
  fail: {
    'all are off': [
      tenant({ protectionAlerts: alerts(six, six) }),
      { policies: verdicts('fail', 'fail'), resources: six },
    ],
    'there are no alert policies': [tenant({ protectionAlerts: [] }), { policies: verdicts('fail', 'fail') }],
  },
});
