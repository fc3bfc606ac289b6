import { testControl } from '../../../test/control.ts';
import { tenant } from '../../../test/tenant.ts';
import { riskyUserAlertsSent } from './risky-user-alerts-sent.ts';

const settings = (identityProtectionNotifications: unknown) => tenant({ identityProtectionNotifications });

testControl(riskyUserAlertsSent, {
  pass: {
    'one recipient': [
      settings({
        isEnabled: true,
        notificationRecipients: [{ email: 'it@example.com', isRiskyUsersAlertsRecipient: true }],
      }),
      { why: /^1 address gets/ },
    ],
    'an additional address': settings({ additionalRecipients: ['security@example.com'] }),
  },
  fail: {
    'no recipient': [
      settings({ notificationRecipients: [], additionalRecipients: [] }),
      { resources: ['Users at risk detected alerts'] },
    ],
    'recipients of the weekly digest only': settings({
      notificationRecipients: [{ email: 'it@example.com', isRiskyUsersAlertsRecipient: false }],
    }),
    'alerts are off': settings({ isEnabled: false, additionalRecipients: ['security@example.com'] }),
  },
  unknown: {
    'nothing about recipients': settings({ minRiskLevel: 'high' }),
    'whether the recipient gets these alerts was not read': settings({
      notificationRecipients: [{ email: 'it@example.com' }],
    }),
  },
});
