import { type ParameterKind, invalid } from '../../cmdlet.ts';
import { defineNoun } from '../../noun.ts';
import { oneOf } from '../wrapped.ts';
import { transportRuleShape } from './transport-rule-shape.ts';

/** Parameter of a condition, and the class by which Get-TransportRule lists it among Conditions (names recalled). */
const conditions: Readonly<Record<string, readonly [ParameterKind, string]>> = {
  From: ['texts', 'FromPredicate'],
  FromMemberOf: ['texts', 'FromMemberOfPredicate'],
  FromScope: ['text', 'FromScopePredicate'],
  SentTo: ['texts', 'SentToPredicate'],
  SentToMemberOf: ['texts', 'SentToMemberOfPredicate'],
  SentToScope: ['text', 'SentToScopePredicate'],
  SenderDomainIs: ['texts', 'SenderDomainIsPredicate'],
  RecipientDomainIs: ['texts', 'RecipientDomainIsPredicate'],
  MessageContainsDataClassifications: ['any', 'MessageContainsDataClassificationsPredicate'],
  MessageContainsAllDataClassifications: ['any', 'MessageContainsAllDataClassificationsPredicate'],
  HeaderContainsWords: ['texts', 'HeaderContainsPredicate'],
  HeaderMatchesPatterns: ['texts', 'HeaderMatchesPredicate'],
  SubjectContainsWords: ['texts', 'SubjectContainsPredicate'],
  SubjectOrBodyContainsWords: ['texts', 'SubjectOrBodyContainsPredicate'],
  SubjectMatchesPatterns: ['texts', 'SubjectMatchesPredicate'],
  SubjectOrBodyMatchesPatterns: ['texts', 'SubjectOrBodyMatchesPredicate'],
  MessageTypeMatches: ['text', 'MessageTypeMatchesPredicate'],
};

const actions: Readonly<Record<string, ParameterKind>> = {
  AddToRecipients: 'texts',
  ApplyHtmlDisclaimerText: 'text',
  ApplyOME: 'flag',
  ApplyRightsProtectionTemplate: 'text',
  BlindCopyTo: 'texts',
  CopyTo: 'texts',
  DeleteMessage: 'flag',
  GenerateNotification: 'text',
  ModerateMessageByUser: 'texts',
  PrependSubject: 'text',
  Quarantine: 'flag',
  RedirectMessageTo: 'texts',
  RejectMessageReasonText: 'text',
  RemoveOME: 'flag',
  RouteMessageOutboundConnector: 'text',
  SetAuditSeverity: 'text',
  SetHeaderName: 'text',
  SetSCL: 'text',
  StopRuleProcessing: 'flag',
};

const exception = (name: string): string => `ExceptIf${name}`;
const kindsOf = (named: (name: string) => string): Record<string, ParameterKind> =>
  Object.fromEntries(Object.entries(conditions).map(([name, [kind]]) => [named(name), kind]));

export const transportRules = defineNoun({
  noun: 'TransportRule',
  host: 'exchange',
  state: 'transportRules',
  verbs: ['Get', 'Set', 'New', 'Remove', 'Enable', 'Disable'],
  getOnly: { DlpPolicy: 'text', Filter: 'text', State: 'text' },
  properties: {
    ...kindsOf((name) => name),
    ...kindsOf(exception),
    ...actions,
    ActivationDate: 'text',
    ApplyHtmlDisclaimerFallbackAction: 'text',
    ApplyHtmlDisclaimerLocation: 'text',
    Comments: 'text',
    ExceptIfHeaderContainsMessageHeader: 'text',
    ExceptIfHeaderMatchesMessageHeader: 'text',
    ExpiryDate: 'text',
    HeaderContainsMessageHeader: 'text',
    HeaderMatchesMessageHeader: 'text',
    Mode: 'text',
    Name: 'text',
    Priority: 'number',
    RuleErrorAction: 'text',
    SenderAddressLocation: 'text',
    SetHeaderValue: 'text',
  },
  newOnly: { Enabled: 'flag' },
  shape: transportRuleShape,
  defaults: ({ state }) => ({
    State: 'Enabled',
    Mode: 'Enforce',
    Priority: state.list('transportRules').length,
    StopRuleProcessing: false,
  }),
  changed(_, { before, after, parameters }) {
    oneOf(after['Mode'], ['Audit', 'AuditAndNotify', 'Enforce'], 'RuleMode');
    oneOf(after['FromScope'], ['InOrganization', 'NotInOrganization'], 'FromUserScope');
    const scopes = ['InOrganization', 'NotInOrganization', 'ExternalPartner', 'ExternalNonPartner'];
    oneOf(after['SentToScope'], scopes, 'ToUserScope');
    for (const kind of ['Contains', 'Matches'] as const) {
      const words = after[kind === 'Contains' ? 'HeaderContainsWords' : 'HeaderMatchesPatterns'];
      if (isSet(words) !== isSet(after[`Header${kind}MessageHeader`]))
        throw invalid('The header and the words to look for in it must be given together.');
    }
    if (!before && !Object.keys(actions).some((name) => isSet(parameters[name])))
      throw invalid('You must specify at least one action for the rule.');
    if (!before && parameters['Enabled'] === false) after['State'] = 'Disabled';
    delete after['Enabled'];
    after['Conditions'] = classes(after, (name) => name);
    after['Exceptions'] = classes(after, exception);
  },
  listed: (rule, { State }) => State === undefined || rule['State'] === State,
});

function classes(rule: Readonly<Record<string, unknown>>, named: (name: string) => string): string[] {
  return Object.entries(conditions)
    .filter(([name]) => isSet(rule[named(name)]))
    .map(([, [, predicate]]) => `Microsoft.Exchange.MessagingPolicies.Rules.Tasks.${predicate}`);
}

function isSet(value: unknown): boolean {
  return (
    value !== undefined &&
    value !== null &&
    value !== false &&
    value !== '' &&
    !(Array.isArray(value) && value.length === 0)
  );
}
