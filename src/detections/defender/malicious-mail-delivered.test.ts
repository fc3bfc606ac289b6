import { many, unifiedRecord } from '../../../test/audit-records.ts';
import { testDetection } from '../../../test/detection.ts';
import { maliciousMailDelivered } from './malicious-mail-delivered.ts';

const mail = (fields: object, at = 0) =>
  unifiedRecord(
    'TIMailData',
    28,
    'ThreatIntelligence',
    { user: 'ThreatIntel', at },
    {
      Verdict: 'Phish',
      DeliveryAction: 'Delivered',
      LatestDeliveryLocation: 'Inbox',
      Directionality: 'Inbound',
      P1Sender: 'bounce@example.net',
      P2Sender: 'boss@example.net',
      Recipients: ['nina@clinic.example.com'],
      Subject: 'Results of Jane Sample',
      NetworkMessageId: `message-${at}`,
      DetectionType: 'Delayed',
      ...fields,
    },
  );

testDetection(maliciousMailDelivered, {
  alerts: {
    'phishing in the inbox': {
      records: [mail({})],
      severity: 'high',
      actor: 'boss@example.net',
      why: /^Mail with phishing from boss@example\.net was delivered$/,
    },
    'malware, in capitals': { records: [mail({ Verdict: 'MALWARE' })], why: /with malware/ },
    'certain phishing': [mail({ Verdict: 'HighConfPhish' })],
    'from within': {
      records: [mail({ Directionality: 'IntraOrg', P2Sender: 'omar@clinic.example.com' })],
      severity: 'critical',
    },
    'taken back later': {
      records: [mail({ LatestDeliveryLocation: 'Quarantine' })],
      severity: 'low',
      why: /taken back later/,
    },
    'a wave from one sender is one alert': {
      records: many(20, (index) => mail({}, index)),
      count: 20,
      why: /20 messages in all/,
    },
  },
  silent: {
    'phishing that was blocked': [mail({ DeliveryAction: 'Blocked', LatestDeliveryLocation: 'Quarantine' })],
    'malware whose attachment was replaced': [mail({ Verdict: 'Malware', DeliveryAction: 'Replaced' })],
    'into the junk folder': [mail({ DeliveryAction: 'DeliveredAsSpam', LatestDeliveryLocation: 'JunkFolder' })],
    'delivered into the junk folder': [
      mail({ OriginalDeliveryLocation: 'JunkFolder', LatestDeliveryLocation: 'JunkFolder' }),
    ],
    'a phishing drill': [
      mail({ SystemOverrides: [{ Details: 'Phishing simulation', FinalOverride: 'Yes', Result: 'Allow' }] }),
    ],
    spam: [mail({ Verdict: 'Spam' })],
    'nothing found': [mail({ Verdict: 'Good' })],
    'sent to outside': [mail({ Directionality: 'Outbound' })],
  },
});
