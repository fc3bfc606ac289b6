import { entraRecord } from '../../../test/audit-records.ts';
import { testDetection } from '../../../test/detection.ts';
import { advancedAuditRemoved } from './advanced-audit-removed.ts';

const license = (plans: string) => `[SkuName=SPE_E5, AccountId=1, SkuId=2, DisabledPlans=[${plans}]]`;
const change = (now: string, before: string, fields = {}) =>
  entraRecord(
    'Change user license.',
    {
      targets: [
        ['User', 2],
        ['nina@clinic.example.com', 5],
      ],
      changes: [['AssignedLicense', JSON.stringify([now]), JSON.stringify([before])]],
    },
    fields,
  );

testDetection(advancedAuditRemoved, {
  alerts: {
    'S0-76: the part is switched off': {
      records: [change(license('YAMMER_ENTERPRISE, M365_ADVANCED_AUDITING'), license('YAMMER_ENTERPRISE'))],
      severity: 'medium',
      actor: 'admin@clinic.example.com',
      group: 'nina@clinic.example.com',
    },
  },
  silent: {
    'it was off before': [change(license('M365_ADVANCED_AUDITING, SWAY'), license('M365_ADVANCED_AUDITING'))],
    'it is switched on': [change(license(''), license('M365_ADVANCED_AUDITING'))],
    'a license is given': [change(license(''), '')],
    'it failed': [change(license('M365_ADVANCED_AUDITING'), license(''), { ResultStatus: 'Failure' })],
  },
});
