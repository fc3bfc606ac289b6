import { plainText } from '../../../../core/shape.ts';
import { complianceWriters, defineCmdlet, invalid, readers } from '../../cmdlet.ts';
import { defineNoun } from '../../noun.ts';
import { shapeOf } from '../../shape.ts';
import { changeLists, lists, oneOf, withItsRules, wrapped } from '../wrapped.ts';

const places = [
  'Exchange',
  'SharePoint',
  'OneDrive',
  'TeamsChat',
  'TeamsChannel',
  'ModernGroup',
  'PublicFolder',
].flatMap((workload) => [`${workload}Location`, `${workload}LocationException`]);

const retentionPolicies = defineNoun({
  noun: 'RetentionCompliancePolicy',
  host: 'compliance',
  state: 'retentionPolicies',
  verbs: ['Get', 'Set', 'New', 'Remove'],
  writers: complianceWriters,
  getOnly: {
    DistributionDetail: 'flag',
    ErrorPolicyOnly: 'switch',
    ExcludeTeamsPolicy: 'switch',
    IncludeTestModeResults: 'switch',
    RetentionRuleTypes: 'switch',
    TeamsPolicyOnly: 'switch',
  },
  properties: { Comment: 'text', Enabled: 'flag' },
  newOnly: { ...lists(places).newOnly, RestrictiveRetention: 'flag' },
  setOnly: { ...lists(places).setOnly, RetryDistribution: 'switch' },
  shape: shapeOf({ blank: 'Comment' }, { RestrictiveRetention: false }),
  defaults: () => ({ Enabled: true, Mode: 'Enforce', DistributionStatus: 'Success' }),
  changed(_, { before, after, parameters }) {
    changeLists(places, after, parameters);
    if (!before && places.every((name) => (after[name] as unknown[]).length === 0))
      throw invalid('The policy needs at least one location.');
    const teams = places.some((name) => name.startsWith('Teams') && (after[name] as unknown[]).length > 0);
    const others = places.some((name) => !name.startsWith('Teams') && (after[name] as unknown[]).length > 0);
    if (teams && others) throw invalid('Teams locations cannot be combined with other locations in one policy.');
  },
});

const recordedEvents = { RecordTypes: 'texts', Operations: 'texts', UserIds: 'texts' } as const;

/** Retention of content and of the audit log, alerts, and the audit log's switch, which this host does not know. */
export const retentionAndAudit = [
  ...withItsRules(
    // Without the detail a policy comes without its locations.
    wrapped(retentionPolicies, 'Get', (run, _, { DistributionDetail }) =>
      plainText(DistributionDetail) === 'true'
        ? run()
        : run().map((policy) => ({
            ...policy,
            ...Object.fromEntries(places.filter((name) => name in policy).map((name) => [name, []])),
          })),
    ),
    'retentionPolicies',
    'retentionRules',
  ),
  ...defineNoun({
    noun: 'ComplianceTag',
    host: 'compliance',
    state: 'retentionLabels',
    verbs: ['Get', 'Set', 'New', 'Remove'],
    writers: complianceWriters,
    getOnly: { IncludingLabelState: 'switch' },
    properties: { Comment: 'text', Notes: 'text', RetentionDuration: 'text', ReviewerEmail: 'texts' },
    newOnly: {
      IsRecordLabel: 'flag',
      Regulatory: 'flag',
      RetentionAction: 'text',
      RetentionType: 'text',
    },
    shape: shapeOf({
      unset: 'RetentionDuration RetentionType',
      off: 'IsRecordLabel Regulatory',
      blank: 'Comment Notes',
    }),
    changed: (_, { after }) => oneOf(after['RetentionAction'], ['Keep', 'Delete', 'KeepAndDelete'], 'RetentionAction'),
  }),
  ...defineNoun({
    noun: 'UnifiedAuditLogRetentionPolicy',
    host: 'compliance',
    state: 'auditRetentionPolicies',
    verbs: ['Get', 'Set', 'New', 'Remove'],
    writers: complianceWriters,
    getOnly: { Operation: 'text', RecordType: 'text', RetentionDuration: 'text', UserId: 'text' },
    properties: { ...recordedEvents, Description: 'text', Priority: 'number', RetentionDuration: 'text' },
    newRequired: ['Name', 'Priority', 'RetentionDuration'],
    shape: shapeOf({ none: 'Operations RecordTypes UserIds', blank: 'Description' }),
    defaults: () => ({ Enabled: true }),
    changed(_, { after }) {
      const durations = [
        'SevenDays',
        'OneMonth',
        'ThreeMonths',
        'SixMonths',
        'NineMonths',
        'TwelveMonths',
        'ThreeYears',
        'FiveYears',
        'SevenYears',
        'TenYears',
      ];
      oneOf(after['RetentionDuration'], durations, 'UnifiedAuditLogRetentionDuration');
      if (Object.keys(recordedEvents).every((name) => !(after[name] as unknown[] | undefined)?.length))
        throw invalid('At least one of RecordTypes, Operations and UserIds must be given.');
    },
  }),
  ...defineNoun({
    noun: 'ProtectionAlert',
    host: 'compliance',
    state: 'protectionAlerts',
    verbs: ['Get', 'Set', 'New', 'Remove'],
    writers: complianceWriters,
    getOnly: { IncludeRuleXml: 'switch' },
    properties: {
      AggregationType: 'text',
      Category: 'text',
      Comment: 'text',
      Description: 'text',
      Disabled: 'flag',
      Filter: 'text',
      NotificationCulture: 'text',
      NotificationEnabled: 'flag',
      NotifyUser: 'texts',
      NotifyUserOnFilterMatch: 'flag',
      NotifyUserThrottleThreshold: 'number',
      NotifyUserThrottleWindow: 'number',
      Operation: 'texts',
      Severity: 'text',
      Threshold: 'number',
      TimeWindow: 'number',
    },
    newOnly: { ThreatType: 'text' },
    newRequired: ['Name', 'Category', 'NotifyUser', 'ThreatType'],
    // Names from ScubaGear's sample export.
    shape: shapeOf(
      {
        unset: `AlertBy AlertFor AlertOverrideChangedUtc CustomProperties ErrorMetadata Filter LogicalOperationName
          MergedRuleXml NotificationCulture NotifyUserSuppressionExpiryDate NotifyUserThrottleThreshold
          NotifyUserThrottleWindow RecipientTags SenderTags TagFilter Threshold TimeWindow UseCreatedDateTime UserTags
          VolumeThreshold`,
        none: 'NotifyUser Operation',
        off: 'IsSystemRule NotifyUserOnFilterMatch',
        blank: 'Comment',
      },
      {
        AlertScenario: 'Activity',
        Mode: 'Enforce',
        Priority: 0,
        Scenario: 'AuditProtectionAlert',
        StreamType: 'Activity',
        Workload: 'AuditAlerting',
      },
    ),
    defaults: () => ({ Disabled: false, NotificationEnabled: true, Severity: 'Low', AggregationType: 'None' }),
    changed(_, { after }) {
      oneOf(after['Severity'], ['Low', 'Medium', 'High', 'Informational'], 'RuleSeverity');
      oneOf(
        after['AggregationType'],
        ['None', 'SimpleAggregation', 'AnomalousAggregation', 'CustomAggregation'],
        'AlertAggregationType',
      );
      if (after['AggregationType'] !== 'SimpleAggregation') return;
      if (Number(after['Threshold'] ?? 0) < 3) throw invalid('The threshold must be 3 or more.');
      if (Number(after['TimeWindow'] ?? 0) < 60) throw invalid('The time window must be 60 minutes or more.');
    },
  }),
  defineCmdlet({
    name: 'Get-AdminAuditLogConfig',
    host: 'compliance',
    roles: readers,
    parameters: {},
    run: ({ state }) => [{ ...state.one('auditLogConfig'), UnifiedAuditLogIngestionEnabled: false }],
  }),
];
