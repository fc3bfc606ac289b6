import type { SectionName } from '../../src/core/snapshot.ts';
import type { Dice } from './dice.ts';
import { accessSections } from './access.ts';
import { dataSections } from './data.ts';
import { deviceSections } from './devices.ts';
import { mailSections } from './mail.ts';
import type { Person } from './people.ts';
import { protectionSections } from './protection.ts';
import { sharingSections } from './sharing.ts';

/** Raw settings of the whole tenant: Conditional Access, roles, mail protection, DLP, sharing. */
export function policySections(dice: Dice, people: readonly Person[]) {
  const on = (probability = 0.8) => dice.chance(probability);
  const admins = people.filter((person) => person.admin);
  return {
    ...accessSections(dice, admins),
    ...mailSections(dice),
    ...protectionSections(dice),
    ...dataSections(dice),
    ...sharingSections(dice),
    ...deviceSections(dice),
    auditLogConfig: [{ identity: 'Admin Audit Log Settings', unifiedAuditLogIngestionEnabled: on(0.9) }],
    auditRetentionPolicies: [
      {
        identity: 'a',
        name: 'Six years',
        enabled: on(),
        priority: 1,
        retentionDuration: 'TenYears',
        recordTypes: [],
        operations: [],
        userIds: [],
      },
    ],
    protectionAlerts: Array.from({ length: 60 }, (_, index) => ({
      identity: `alert${index}`,
      name:
        [
          'Suspicious email sending patterns detected',
          'Creation of forwarding/redirect rule',
          'Elevation of Exchange admin privilege',
        ][index] ?? `Alert ${index}`,
      disabled: !on(0.9),
      category: 'ThreatManagement',
      operation: ['New-InboxRule'],
      threatType: 'Activity',
      severity: 'High',
      notificationEnabled: true,
      notifyUser: ['security@larkmeadow.example.com'],
    })),
    servicePlans: [
      'AAD_PREMIUM',
      'AAD_PREMIUM_P2',
      'INTUNE_A',
      'ATP_ENTERPRISE',
      'THREAT_INTELLIGENCE',
      'RMS_S_ENTERPRISE',
      'RMS_S_PREMIUM',
      'RMS_S_PREMIUM2',
      'MIP_S_CLP1',
      'MIP_S_CLP2',
      'EXCHANGE_S_ENTERPRISE',
      'LOCKBOX_ENTERPRISE',
      'M365_ADVANCED_AUDITING',
      'COMMUNICATIONS_DLP',
      'MICROSOFTENDPOINTDLP',
      'ADALLOM_S_STANDALONE',
    ].map((servicePlanName) => ({
      servicePlanName,
      servicePlanId: dice.guid(),
      appliesTo: 'User',
      provisioningStatus: 'Success',
    })),
    subscribedSkus: [
      {
        skuPartNumber: 'SPE_E5',
        skuId: dice.guid(),
        consumedUnits: 950,
        capabilityStatus: 'Enabled',
        prepaidUnits: { enabled: 1000, suspended: 0, warning: 0, lockedOut: 0 },
      },
    ],
    organizationContact: {
      id: dice.guid(),
      displayName: 'Larkmeadow',
      technicalNotificationMails: ['it@larkmeadow.example.com'],
      securityComplianceNotificationMails: on() ? ['security@larkmeadow.example.com'] : [],
      privacyProfile: { contactEmail: 'privacy@larkmeadow.example.com' },
    },
    backupPolicies: [
      {
        '@odata.type': '#microsoft.graph.exchangeProtectionPolicy',
        id: dice.guid(),
        displayName: 'Mail',
        status: 'active',
        isEnabled: on(),
      },
    ],
  } satisfies Partial<Record<SectionName, unknown>>;
}
