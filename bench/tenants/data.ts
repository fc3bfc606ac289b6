import type { SectionName } from '../../src/core/snapshot.ts';
import type { Dice } from './dice.ts';

/** Purview: DLP, labels, retention. */
export function dataSections(dice: Dice) {
  const on = (probability = 0.8) => dice.chance(probability);
  const everywhere = { exchangeLocation: ['All'], sharePointLocation: ['All'], oneDriveLocation: ['All'] };
  const policies = Array.from({ length: 8 }, (_, index) => ({
    name: `DLP ${index}`,
    guid: dice.guid(),
    mode: on() ? 'Enable' : 'TestWithNotifications',
    enabled: on(0.9),
    workload: 'Exchange, SharePoint, OneDriveForBusiness, Teams',
    priority: index,
    ...everywhere,
    teamsLocation: ['All'],
    endpointDlpLocation: on(0.3) ? ['All'] : [],
    distributionStatus: 'Success',
    whenChanged: dice.day(400),
  }));
  const health = [
    {
      groups: [
        {
          name: 'Default',
          operator: 'Or',
          sensitivetypes: [
            {
              name: 'U.S. Social Security Number (SSN)',
              id: 'a44669fe-0d48-453d-a9b1-2cc83f2cba77',
              mincount: '1',
              maxcount: '-1',
              confidencelevel: 'High',
            },
            {
              name: 'International Classification of Diseases (ICD-10-CM)',
              id: '3356946c-6bb7-449b-b253-6ffa419c0ce7',
              mincount: '1',
              maxcount: '-1',
              confidencelevel: 'High',
            },
          ],
        },
      ],
      operator: 'And',
    },
  ];
  const labels = Array.from({ length: 6 }, (_, index) => ({
    name: `Label ${index}`,
    guid: dice.guid(),
    immutableId: dice.guid(),
    displayName: index === 2 ? 'Confidential - PHI' : `Label ${index}`,
    parentId: null,
    disabled: false,
    encryptionEnabled: on(0.5),
    encryptionProtectionType: 'Template',
    labelActions: [],
  }));
  return {
    dlpLicense: { licensed: true },
    dlpPolicies: policies,
    dlpRules: policies.flatMap((policy, index) =>
      ['few', 'many'].map((count, order) => ({
        name: `${policy.name} ${count}`,
        guid: dice.guid(),
        policy: policy.guid,
        parentPolicyName: policy.name,
        disabled: !on(0.9),
        mode: 'Enforce',
        priority: index * 2 + order,
        isAdvancedRule: false,
        contentContainsSensitiveInformation: health,
        accessScope: on(0.5) ? 'NotInOrganization' : null,
        blockAccess: on(),
        blockAccessScope: 'All',
        notifyUser: ['LastModifier'],
        notifyAllowOverride: on(0.5) ? ['WithJustification'] : [],
        generateAlert: ['true'],
        generateIncidentReport: ['SiteAdmin'],
        reportSeverityLevel: 'High',
        stopPolicyProcessing: on(0.1),
      })),
    ),
    labels,
    labelPolicies: [
      {
        name: 'Labels',
        guid: dice.guid(),
        enabled: true,
        labels: labels.map((label) => label.name),
        settings: ['[requiredowngradejustification, true]'],
        exchangeLocation: ['All'],
      },
    ],
    autoLabelPolicies: [
      {
        name: 'Label PHI',
        guid: dice.guid(),
        mode: on() ? 'Enable' : 'TestWithoutNotifications',
        enabled: true,
        applySensitivityLabel: labels[2]!.guid,
        ...everywhere,
      },
    ],
    autoLabelRules: [
      {
        name: 'Label PHI',
        guid: dice.guid(),
        policy: dice.guid(),
        parentPolicyName: 'Label PHI',
        disabled: false,
        workload: 'Exchange',
        contentContainsSensitiveInformation: health,
      },
    ],
    retentionPolicies: [
      {
        name: 'Six years',
        guid: 'keep',
        enabled: on(),
        mode: 'Enforce',
        ...everywhere,
        teamsChatLocation: ['All'],
        teamsChannelLocation: ['All'],
      },
    ],
    retentionRules: [
      {
        name: 'Six years',
        guid: dice.guid(),
        policy: 'keep',
        disabled: false,
        mode: 'Enforce',
        retentionDuration: '2190',
        retentionComplianceAction: 'Keep',
      },
    ],
    retentionLabels: [],
  } satisfies Partial<Record<SectionName, unknown>>;
}
