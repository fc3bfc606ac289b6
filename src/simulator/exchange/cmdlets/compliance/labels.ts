import { isPlainObject, plainText } from '../../../../core/shape.ts';
import { type Parameters, complianceWriters, invalid, objectNotFound } from '../../cmdlet.ts';
import { defineNoun } from '../../noun.ts';
import { shapeOf } from '../../shape.ts';
import { changeLists, lists, oneOf, policyOf, withItsRules } from '../wrapped.ts';

/** `who:RIGHT,RIGHT;who:RIGHT`, or the same as JSON. */
function rights(given: unknown): unknown {
  if (typeof given !== 'string') return given;
  if (given.trimStart().startsWith('[')) {
    try {
      return JSON.parse(given) as unknown;
    } catch {
      throw invalid('The rights definitions are not valid JSON.');
    }
  }
  return given
    .split(';')
    .filter((part) => part.trim() !== '')
    .map((part) => {
      const [identity, granted] = part.split(':');
      if (!identity || !granted) throw invalid(`The rights definition '${part}' is not of the form identity:rights.`);
      return { Identity: identity.trim(), Rights: granted.trim() };
    });
}

const protections = ['Template', 'RemoveProtection', 'UserDefined'];

const labels = defineNoun({
  noun: 'Label',
  host: 'compliance',
  state: 'labels',
  verbs: ['Get', 'Set', 'New', 'Remove'],
  writers: complianceWriters,
  keys: ['ImmutableId', 'DisplayName'],
  getOnly: { IncludeDetailedLabelActions: 'flag', SkipValidations: 'switch' },
  properties: {
    AdvancedSettings: 'any',
    ApplyContentMarkingHeaderEnabled: 'flag',
    ApplyContentMarkingHeaderText: 'text',
    ApplyContentMarkingFooterEnabled: 'flag',
    ApplyContentMarkingFooterText: 'text',
    ApplyWaterMarkingEnabled: 'flag',
    ApplyWaterMarkingText: 'text',
    Comment: 'text',
    ContentType: 'text',
    DisplayName: 'text',
    EncryptionContentExpiredOnDateInDaysOrNever: 'text',
    EncryptionDoNotForward: 'flag',
    EncryptionEnabled: 'flag',
    EncryptionEncryptOnly: 'flag',
    EncryptionOfflineAccessDays: 'number',
    EncryptionPromptUser: 'flag',
    EncryptionProtectionType: 'text',
    EncryptionRightsDefinitions: 'any',
    ParentId: 'text',
    SiteAndGroupProtectionEnabled: 'flag',
    Tooltip: 'text',
  },
  setOnly: { Priority: 'number' },
  newRequired: ['Name', 'DisplayName', 'Tooltip'],
  shape: shapeOf({ unset: 'ParentId', none: 'Settings', blank: 'Comment Tooltip' }),
  defaults: ({ state }) => {
    const id = state.newId();
    return {
      Guid: id,
      ImmutableId: id,
      Disabled: false,
      Priority: state.list('labels').length,
      ContentType: 'File, Email',
      EncryptionEnabled: false,
    };
  },
  changed({ state }, { after, parameters }) {
    oneOf(after['EncryptionProtectionType'], protections, 'EncryptionProtectionType');
    if (isGiven(parameters['ParentId']))
      after['ParentId'] = policyOf(state.list('labels'), parameters['ParentId'])['Guid'];
    if (parameters['EncryptionRightsDefinitions'] !== undefined)
      after['EncryptionRightsDefinitions'] = rights(parameters['EncryptionRightsDefinitions']);
    if (parameters['Priority'] !== undefined) after['Priority'] = parameters['Priority'];
    if (parameters['AdvancedSettings'] !== undefined) {
      after['Settings'] = settings(after['Settings'], parameters);
      delete after['AdvancedSettings'];
    }
    if (plainText(after['EncryptionEnabled']) === 'true') {
      after['EncryptionProtectionType'] ??= 'Template';
      if (after['EncryptionProtectionType'] === 'Template' && !isGiven(after['EncryptionRightsDefinitions']))
        throw invalid('EncryptionRightsDefinitions must be given when the label encrypts with a template.');
    } else {
      after['EncryptionProtectionType'] = null;
      after['EncryptionRightsDefinitions'] = [];
    }
  },
});

function isGiven(value: unknown): boolean {
  return value !== undefined && value !== null && value !== '' && !(Array.isArray(value) && value.length === 0);
}

/** Settings stand as `[key, value]`. AdvancedSettings changes what it names; an empty value takes a setting away. */
function settings(before: unknown, parameters: Parameters): string[] {
  const held = new Map(
    [before ?? []].flat().map((entry): [string, string] => {
      if (isPlainObject(entry))
        return [plainText(entry['Key'] ?? entry['key']).toLowerCase(), plainText(entry['Value'] ?? entry['value'])];
      const [, key = '', value = ''] = /^\s*\[([^,\]]+),\s*(.*)\]\s*$/s.exec(plainText(entry)) ?? [];
      return [key.trim().toLowerCase(), value];
    }),
  );
  for (const given of [parameters['Settings'], parameters['AdvancedSettings']]) {
    if (given === undefined || given === null) continue;
    if (!isPlainObject(given)) throw invalid('The settings must be a hashtable.');
    for (const [key, value] of Object.entries(given)) {
      if (key.includes('@')) continue;
      if (isGiven(value)) held.set(key.toLowerCase(), [value].flat().map(plainText).join(','));
      else held.delete(key.toLowerCase());
    }
  }
  return [...held].filter(([key]) => key !== '').map(([key, value]) => `[${key}, ${value}]`);
}

const published = [
  'ExchangeLocation',
  'ExchangeLocationException',
  'ModernGroupLocation',
  'ModernGroupLocationException',
  'Labels',
];

const labelPolicies = defineNoun({
  noun: 'LabelPolicy',
  host: 'compliance',
  state: 'labelPolicies',
  verbs: ['Get', 'Set', 'New', 'Remove'],
  writers: complianceWriters,
  properties: { Comment: 'text' },
  getOnly: { ForceValidate: 'switch' },
  newOnly: { ...lists(published).newOnly, AdvancedSettings: 'any', Settings: 'any' },
  setOnly: {
    ...lists(published).setOnly,
    AdvancedSettings: 'any',
    Settings: 'any',
    Priority: 'number',
    RetryDistribution: 'switch',
  },
  newRequired: ['Name', 'Labels'],
  shape: shapeOf({ none: published.join(' '), blank: 'Comment' }),
  defaults: () => ({ Enabled: true, Mode: 'Enforce', Type: 'PublishedSensitivityLabel', Settings: [] }),
  changed({ state }, { before, after, parameters }) {
    const known = new Set(
      state
        .list('labels')
        .flatMap((label) =>
          ['Name', 'Guid', 'ImmutableId', 'DisplayName'].map((key) => plainText(label[key]).toLowerCase()),
        ),
    );
    for (const label of [parameters['Labels'] ?? [], parameters['AddLabels'] ?? []].flat(2))
      if (!known.has(plainText(label).toLowerCase())) throw objectNotFound(plainText(label));
    changeLists(published, after, parameters);
    after['Settings'] = settings(before?.['Settings'], parameters);
    delete after['AdvancedSettings'];
  },
});

const places = [
  'ExchangeLocation',
  'SharePointLocation',
  'SharePointLocationException',
  'OneDriveLocation',
  'OneDriveLocationException',
];
const senders = {
  ExchangeSender: 'texts',
  ExchangeSenderException: 'texts',
  ExchangeSenderMemberOf: 'texts',
  ExchangeSenderMemberOfException: 'texts',
} as const;

const autoLabelPolicies = defineNoun({
  noun: 'AutoSensitivityLabelPolicy',
  host: 'compliance',
  state: 'autoLabelPolicies',
  verbs: ['Get', 'Set', 'New', 'Remove'],
  writers: complianceWriters,
  license: 'purview-auto-label',
  getOnly: { IncludeProgressFeedback: 'switch', IncludeTestModeResults: 'flag', ForceValidate: 'switch' },
  properties: {
    ...senders,
    ApplySensitivityLabel: 'text',
    Comment: 'text',
    Mode: 'text',
    OverwriteLabel: 'flag',
    Priority: 'number',
  },
  newOnly: lists(places).newOnly,
  setOnly: { ...lists(places).setOnly, Enabled: 'flag', StartSimulation: 'flag' },
  newRequired: ['Name', 'ApplySensitivityLabel'],
  shape: shapeOf({ none: Object.keys(senders).join(' '), off: 'OverwriteLabel', blank: 'Comment' }),
  defaults: ({ state }) => ({ Mode: 'TestWithoutNotifications', Priority: state.list('autoLabelPolicies').length }),
  changed({ state }, { after, parameters }) {
    const modes = ['Enable', 'Disable', 'TestWithNotifications', 'TestWithoutNotifications'];
    oneOf(after['Mode'], modes, 'PolicyMode');
    if (parameters['ApplySensitivityLabel'] !== undefined)
      policyOf(state.list('labels'), parameters['ApplySensitivityLabel']);
    after['Enabled'] = parameters['Enabled'] ?? after['Mode'] !== 'Disable';
    changeLists(places, after, parameters);
  },
});

/** Sensitivity labels, who gets them, and what is labeled by itself. */
export const labelCmdlets = [
  ...labels,
  ...labelPolicies,
  ...withItsRules(autoLabelPolicies, 'autoLabelPolicies', 'autoLabelRules'),
];
