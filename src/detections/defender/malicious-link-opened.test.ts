import { unifiedRecord } from '../../../test/audit-records.ts';
import { testDetection } from '../../../test/detection.ts';
import { maliciousLinkOpened } from './malicious-link-opened.ts';

const click = (fields: object, operation = 'TIUrlClickData') =>
  unifiedRecord(
    operation,
    41,
    'ThreatIntelligence',
    {},
    { AppName: 'Mail', Url: 'https://login.example.net/x', ...fields },
  );

testDetection(maliciousLinkOpened, {
  alerts: {
    'past the block page': {
      records: [click({ URLClickAction: 4 })],
      severity: 'high',
      actor: 'nina@clinic.example.com',
      why: /^nina@clinic\.example\.com went past the warning to a malicious page$/,
    },
    'past the waiting page, the number as text': [click({ UrlClickAction: '5' }, 'tiurlclickdata')],
    'the action as a name': [click({ URLClickAction: 'BlockPageOverride' })],
  },
  silent: {
    blocked: [click({ URLClickAction: 2 })],
    'still being checked': [click({ URLClickAction: 3 })],
    'the action is missing': [click({})],
  },
});
