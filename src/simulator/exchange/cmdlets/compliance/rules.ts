import { plainText } from '../../../../core/shape.ts';
import { type ParameterKind, type Parameters, complianceWriters, invalid } from '../../cmdlet.ts';
import { type Noun, defineNoun } from '../../noun.ts';
import { shapeOf } from '../../shape.ts';
import { isOfPolicy, oneOf, policyOf } from '../wrapped.ts';
import { dlpRuleShape } from './dlp-shapes.ts';

interface RuleKind extends Pick<Noun, 'noun' | 'license' | 'newRequired' | 'changed' | 'shape'> {
  rules: string;
  policies: string;
  properties: Readonly<Record<string, ParameterKind>>;
  newOnly?: Readonly<Record<string, ParameterKind>>;
}

/** Rules of a policy: they name it by its GUID, and go with it. */
function defineRules({ noun, license, newRequired, changed, shape, rules, policies, properties, newOnly }: RuleKind) {
  return defineNoun({
    noun,
    host: 'compliance',
    state: rules,
    verbs: ['Get', 'Set', 'New', 'Remove'],
    writers: complianceWriters,
    ...(license && { license }),
    ...(shape && { shape }),
    getOnly: { Policy: 'text', IncludeExecutionRuleGuids: 'flag' },
    properties,
    newOnly: { Policy: 'text', ...newOnly },
    newRequired: newRequired ?? ['Name', 'Policy'],
    defaults: ({ state }, { Name, Policy }) => {
      const policy = policyOf(state.list(policies), Policy);
      const id = state.newId();
      return {
        Guid: id,
        // Only a rule that publishes labels has no name of its own.
        ...(Name === undefined && { Identity: id, Name: id }),
        Disabled: false,
        // Whatever the policy's own mode is: assumption cmdlet-shapes.
        Mode: 'Enforce',
        Priority: state.list(rules).filter((rule) => isOfPolicy(rule, policy)).length,
        WhenCreated: state.now,
      };
    },
    changed(context, change) {
      const { after, parameters } = change;
      if (parameters['Policy'] !== undefined) {
        const policy = policyOf(context.state.list(policies), parameters['Policy']);
        after['Policy'] = policy['Guid'] ?? policy['Name'];
        after['ParentPolicyName'] = policy['Name'];
      }
      changed?.(context, change);
    },
    listed: ({ Policy, ParentPolicyName }, parameters) =>
      parameters['Policy'] === undefined ||
      [Policy, ParentPolicyName].some(
        (name) => plainText(name).toLowerCase() === plainText(parameters['Policy']).toLowerCase(),
      ),
  });
}

/** `true` and `false` come back as texts, beside the addresses that may stand in their place. */
function asTexts(names: readonly string[], after: Record<string, unknown>, parameters: Parameters): void {
  for (const name of names)
    if (parameters[name] !== undefined && parameters[name] !== null)
      after[name] = [parameters[name]].flat().map(plainText);
}

function advanced(after: Record<string, unknown>): void {
  after['IsAdvancedRule'] = plainText(after['AdvancedRule']) !== '';
}

export const complianceRules = [
  ...defineRules({
    noun: 'DlpComplianceRule',
    rules: 'dlpRules',
    policies: 'dlpPolicies',
    license: 'purview-dlp',
    shape: dlpRuleShape,
    properties: {
      AccessScope: 'text',
      ActivationDate: 'text',
      AdvancedRule: 'text',
      BlockAccess: 'flag',
      BlockAccessScope: 'text',
      Comment: 'text',
      ContentContainsSensitiveInformation: 'any',
      Disabled: 'flag',
      EncryptRMSTemplate: 'text',
      EndpointDlpRestrictions: 'any',
      ExpiryDate: 'text',
      GenerateAlert: 'any',
      GenerateIncidentReport: 'texts',
      IncidentReportContent: 'texts',
      NotifyAllowOverride: 'any',
      NotifyEmailCustomText: 'text',
      NotifyPolicyTipCustomText: 'text',
      NotifyUser: 'texts',
      Priority: 'number',
      ReportSeverityLevel: 'text',
      StopPolicyProcessing: 'flag',
    },
    changed(_, { after, parameters }) {
      oneOf(after['AccessScope'], ['InOrganization', 'NotInOrganization', 'None'], 'AccessScope');
      oneOf(after['BlockAccessScope'], ['All', 'PerUser', 'PerAnonymousUser', 'None'], 'BlockAccessScope');
      oneOf(after['ReportSeverityLevel'], ['Low', 'Medium', 'High', 'None'], 'RuleSeverity');
      if (plainText(parameters['BlockAccessScope']) !== '' && plainText(after['BlockAccess']) !== 'true')
        throw invalid('BlockAccessScope can be used only together with BlockAccess.');
      asTexts(['GenerateAlert', 'NotifyAllowOverride'], after, parameters);
      advanced(after);
    },
  }),
  ...defineRules({
    noun: 'AutoSensitivityLabelRule',
    rules: 'autoLabelRules',
    policies: 'autoLabelPolicies',
    license: 'purview-auto-label',
    newRequired: ['Name', 'Policy', 'Workload'],
    shape: shapeOf(
      { unset: 'AccessScope AdvancedRule ContentContainsSensitiveInformation ReportSeverityLevel', blank: 'Comment' },
      { IsAdvancedRule: false },
    ),
    properties: {
      AccessScope: 'text',
      AdvancedRule: 'text',
      Comment: 'text',
      ContentContainsSensitiveInformation: 'any',
      Disabled: 'flag',
      Priority: 'number',
      Workload: 'text',
    },
    changed(_, { after }) {
      oneOf(after['AccessScope'], ['InOrganization', 'NotInOrganization', 'None'], 'AccessScope');
      advanced(after);
    },
  }),
  ...defineRules({
    noun: 'RetentionComplianceRule',
    rules: 'retentionRules',
    policies: 'retentionPolicies',
    shape: shapeOf({
      unset: `ContentContainsSensitiveInformation ExcludedItemClasses ExpirationDateOption RetentionComplianceAction
        RetentionDuration RetentionDurationDisplayHint`,
      blank: 'ApplyComplianceTag Comment ContentMatchQuery PublishComplianceTag',
    }),
    properties: {
      ApplyComplianceTag: 'text',
      Comment: 'text',
      ContentContainsSensitiveInformation: 'any',
      ContentMatchQuery: 'text',
      ExpirationDateOption: 'text',
      RetentionComplianceAction: 'text',
      RetentionDuration: 'text',
      RetentionDurationDisplayHint: 'text',
    },
    newOnly: { PublishComplianceTag: 'text' },
    newRequired: ['Policy'],
    changed(_, { after }) {
      oneOf(after['RetentionComplianceAction'], ['Keep', 'Delete', 'KeepAndDelete'], 'RetentionActionType');
      const duration = plainText(after['RetentionDuration']);
      if (duration !== '' && !/^(\d+|unlimited)$/i.test(duration))
        throw invalid(`Cannot convert value "${duration}" to type "Unlimited".`);
      if (duration !== '') after['RetentionDuration'] = duration;
    },
  }),
];
