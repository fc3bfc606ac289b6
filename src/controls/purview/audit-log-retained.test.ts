import { testControl } from '../../../test/control.ts';
import { tenant } from '../../../test/tenant.ts';
import { auditLogRetained } from './audit-log-retained.ts';

const premium = [{ servicePlanName: 'M365_ADVANCED_AUDITING', provisioningStatus: 'Success' }];
const standard = [{ servicePlanName: 'EXCHANGE_S_ENTERPRISE', provisioningStatus: 'Success' }];
const keep = (retentionDuration: string, more: object = {}) => ({
  identity: retentionDuration,
  name: retentionDuration,
  enabled: true,
  retentionDuration,
  recordTypes: ['SharePointFileOperation'],
  operations: [],
  userIds: [],
  ...more,
});
const verdict = (outcome: 'pass' | 'fail' | 'unknown') => ({
  'MS.SECURITYSUITE.5.2v1': outcome,
  'MS.DEFENDER.6.3v1': 'unknown' as const,
});
const attested = {
  organization: {
    attestations: [
      {
        control: 'purview.audit-log-retained',
        statement: 'Records are exported daily and kept for two years.',
        by: 'Elena Marsh',
        on: '2026-10-01',
        until: '2027-09-30',
        proof: 'Archive "audit", retention lock of 2026-09-28',
      },
    ],
  },
};

testControl(auditLogRetained, {
  pass: {
    'only name and duration were collected: what was not is said': [
      tenant({ auditRetentionPolicies: [{ name: 'Long', retentionDuration: 'TenYears' }], servicePlans: premium }),
      { policies: verdict('pass'), why: /some people only was not collected/ },
    ],
    'S3-52: twelve months and licensed': [
      tenant({ auditRetentionPolicies: [keep('TwelveMonths')], servicePlans: premium }),
      { policies: verdict('pass'), resources: ['TwelveMonths'] },
    ],
    'ten years, as the organization wants six': tenant(
      { auditRetentionPolicies: keep('TenYears'), servicePlans: premium },
      { parameters: { months: 72 } },
    ),
    'a short policy that is turned off deletes nothing': tenant({
      auditRetentionPolicies: [keep('TwelveMonths'), keep('SevenDays', { enabled: false })],
      servicePlans: premium,
    }),
  },
  partial: {
    'S3-52: nine months only': [
      tenant({ auditRetentionPolicies: [keep('NineMonths')], servicePlans: premium }),
      { policies: verdict('fail'), resources: ['NineMonths'] },
    ],
    'licensed without any policy': [
      tenant({ auditRetentionPolicies: [], servicePlans: premium }),
      { policies: verdict('fail'), resources: ['Audit log retention'], wouldPassIf: /attest/ },
    ],
    'S3-52: a policy without the license keeps nothing beyond 180 days': [
      tenant({ auditRetentionPolicies: [keep('TenYears')], servicePlans: standard }),
      { policies: verdict('fail'), why: /180 days/ },
    ],
    'long for two users only': [
      tenant({
        auditRetentionPolicies: [keep('TenYears', { userIds: ['ruth@clinic.example.com', 'omar@clinic.example.com'] })],
        servicePlans: premium,
      }),
      { policies: verdict('pass'), why: /some people only/ },
    ],
    'a second policy deletes some records sooner': [
      tenant({
        auditRetentionPolicies: [keep('TwelveMonths'), keep('ThreeMonths', { operations: ['FileAccessed'] })],
        servicePlans: premium,
      }),
      { policies: verdict('pass'), resources: ['ThreeMonths'] },
    ],
    'twelve months where the organization wants 36': [
      tenant({ auditRetentionPolicies: [keep('TwelveMonths')], servicePlans: premium }, { parameters: { months: 36 } }),
      { policies: verdict('pass') },
    ],
    'the long policy is turned off': [
      tenant({ auditRetentionPolicies: [keep('TwelveMonths', { enabled: false })], servicePlans: premium }),
      { policies: verdict('fail') },
    ],
  },
  unknown: {
    'licenses were not read': [
      tenant({ auditRetentionPolicies: [keep('TwelveMonths')] }),
      { policies: verdict('unknown') },
    ],
    'S3-52: kept for 180 days here, and an archive is attested': [
      tenant({ auditRetentionPolicies: [], servicePlans: standard }, attested),
      { policies: { 'MS.SECURITYSUITE.5.2v1': 'fail' } },
    ],
    'a duration that this version does not know': tenant({
      auditRetentionPolicies: [keep('FourteenMoons')],
      servicePlans: premium,
    }),
  },
});
