import type { Change } from '../../../core/change.ts';
import { isPlainObject, plainText } from '../../../core/shape.ts';
import { cmdletResource } from '../../exchange-online/resources/cmdlet-resource.ts';
import { type Raw, fieldOf, parsed } from '../../exchange-online/resources/records.ts';

const host = 'compliance';

interface Right {
  identity: string;
  rights: string;
}

/** Who may do what, in each form it comes in: objects, JSON, or `who:RIGHTS;who:RIGHTS`. */
function rightsIn(raw: unknown): Right[] {
  const held = typeof raw === 'string' ? parsed(raw) : raw;
  return [held].flat().flatMap((entry): Right[] => {
    if (isPlainObject(entry)) {
      const rights = fieldOf(entry, 'rights');
      return [
        {
          identity: plainText(fieldOf(entry, 'identity')),
          rights: Array.isArray(rights) ? rights.map(plainText).join(',') : plainText(rights),
        },
      ];
    }
    return plainText(entry)
      .split(';')
      .filter((part) => part.includes(':'))
      .map((part) => ({
        identity: part.slice(0, part.indexOf(':')).trim(),
        rights: part.slice(part.indexOf(':') + 1).trim(),
      }));
  });
}

const rightsText = (value: unknown): string =>
  rightsIn(value)
    .map(({ identity, rights }) => `${identity}:${rights}`)
    .join(';');

/** The settings of a label's "encrypt" action. */
function encryption(label: Raw): Raw | undefined {
  for (const entry of [fieldOf(label, 'labelActions') ?? []].flat()) {
    const action = typeof entry === 'string' ? parsed(entry) : entry;
    if (!isPlainObject(action) || plainText(fieldOf(action, 'type')).toLowerCase() !== 'encrypt') continue;
    const settings = [fieldOf(action, 'settings') ?? []].flat().filter(isPlainObject);
    return Object.fromEntries(
      settings.map((setting) => [plainText(fieldOf(setting, 'key')).toLowerCase(), fieldOf(setting, 'value')]),
    );
  }
  return undefined;
}

/** Encryption by the names of Set-Label's parameters, also where Get-Label tells it among the label's actions only. */
function label(record: Raw): Raw {
  const known = fieldOf(record, 'encryptionEnabled');
  if (typeof known === 'boolean') {
    const rights = fieldOf(record, 'encryptionRightsDefinitions');
    return rights === null || rights === undefined
      ? record
      : { ...without(record, 'encryptionRightsDefinitions'), encryptionRightsDefinitions: rightsIn(rights) };
  }
  if (fieldOf(record, 'labelActions') === undefined) return record;
  const action = encryption(record);
  const type = plainText(action?.['protectiontype']);
  const rights = action?.['rightsdefinitions'];
  return {
    ...without(record, 'encryptionEnabled', 'encryptionProtectionType', 'encryptionRightsDefinitions'),
    encryptionEnabled: action !== undefined && plainText(action['disabled']).toLowerCase() !== 'true',
    encryptionProtectionType: type === '' ? null : type.charAt(0).toUpperCase() + type.slice(1),
    encryptionRightsDefinitions: rights === undefined || rights === null ? [] : rightsIn(rights),
  };
}

function without(record: Raw, ...fields: readonly string[]): Raw {
  const gone = new Set(fields.map((field) => field.toLowerCase()));
  return Object.fromEntries(Object.entries(record).filter(([name]) => !gone.has(name.toLowerCase())));
}

export const labels = cmdletResource({
  section: 'labels',
  host,
  noun: 'Label',
  shaped: label,
  write: {
    creates: true,
    derived: ['guid', 'immutableId', 'disabled', 'labelActions'],
    values: { encryptionRightsDefinitions: rightsText },
    // A tooltip is asked for.
    newWith: ({ values }) => (values?.['tooltip'] ? {} : { Tooltip: values?.['displayName'] ?? values?.['name'] }),
    // Without encryption there is neither a kind nor a right to send.
    setWith: ({ values }) =>
      values?.['encryptionEnabled'] === false || values?.['encryptionEnabled'] === null
        ? {
            EncryptionEnabled: false,
            EncryptionProtectionType: undefined,
            EncryptionRightsDefinitions: undefined,
          }
        : {},
  },
});

/** Settings of a label policy by name; they come as `[key, value]` texts or as objects. */
function settingsIn(raw: unknown): Map<string, string> {
  const pairs = [raw ?? []].flat().flatMap((entry): [string, string][] => {
    if (isPlainObject(entry))
      return [[plainText(fieldOf(entry, 'key')).toLowerCase(), plainText(fieldOf(entry, 'value'))]];
    const [, key, value] = /^\s*\[([^,\]]+),(.*)\]\s*$/s.exec(plainText(entry)) ?? [];
    return key === undefined ? [] : [[key.trim().toLowerCase(), (value ?? '').trim()]];
  });
  return new Map(pairs.filter(([key]) => key !== ''));
}

function labelPolicy(record: Raw): Raw {
  const settings = fieldOf(record, 'settings');
  if (settings === null || settings === undefined) return record;
  return {
    ...without(record, 'settings'),
    settings: [...settingsIn(settings)].map(([key, value]) => `[${key}, ${value}]`),
  };
}

/** -AdvancedSettings changes what it names; an empty value takes a setting away. */
function advancedSettings({ values }: Change, present: Raw): Raw {
  if (values?.['settings'] === undefined) return {};
  const [now, then] = [settingsIn(fieldOf(present, 'settings')), settingsIn(values['settings'])];
  const changed = [...then].filter(([key, value]) => now.get(key)?.toLowerCase() !== value.toLowerCase());
  const gone = [...now.keys()].filter((key) => !then.has(key)).map((key): [string, string] => [key, '']);
  const settings = Object.fromEntries([...changed, ...gone]);
  return Object.keys(settings).length > 0 ? { AdvancedSettings: settings } : {};
}

export const labelPolicies = cmdletResource({
  section: 'labelPolicies',
  host,
  noun: 'LabelPolicy',
  shaped: labelPolicy,
  write: {
    creates: true,
    derived: ['guid', 'enabled', 'settings'],
    lists: ['labels', 'exchangeLocation', 'exchangeLocationException'],
    newWith: (change) => advancedSettings(change, {}),
    setWith: advancedSettings,
  },
});

const autoLocations = ['exchangeLocation', 'sharePointLocation', 'oneDriveLocation'];

export const autoLabelPolicies = cmdletResource({
  section: 'autoLabelPolicies',
  host,
  noun: 'AutoSensitivityLabelPolicy',
  license: 'purview-auto-label',
  write: {
    creates: true,
    derived: ['guid', 'enabled'],
    lists: [...autoLocations, ...autoLocations.slice(1).map((location) => `${location}Exception`)],
  },
});

export const autoLabelRules = cmdletResource({
  section: 'autoLabelRules',
  host,
  noun: 'AutoSensitivityLabelRule',
  license: 'purview-auto-label',
  write: {
    creates: true,
    rename: { parentPolicyName: 'Policy' },
    derived: ['guid', 'isAdvancedRule'],
    newWith: ({ values }) => (values?.['disabled'] === false ? { Disabled: undefined } : {}),
  },
});
