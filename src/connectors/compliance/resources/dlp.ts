import { isPlainObject } from '../../../core/shape.ts';
import { cmdletResource, cmdletScopes } from '../../exchange-online/resources/cmdlet-resource.ts';
import { type Raw, fieldOf, lacksLicense, parameterName, parsed } from '../../exchange-online/resources/records.ts';
import { isConnectorError } from '../../http/errors.ts';
import { defineResource } from '../../resource.ts';

const host = 'compliance';

const locations = [
  'exchangeLocation',
  'sharePointLocation',
  'oneDriveLocation',
  'teamsLocation',
  'endpointDlpLocation',
];

const license = 'purview-dlp';

export const dlpPolicies = cmdletResource({
  section: 'dlpPolicies',
  host,
  noun: 'DlpCompliancePolicy',
  license,
  write: {
    creates: true,
    lists: [...locations, ...locations.slice(1).map((location) => `${location}Exception`)],
    // Mode says whether it is enabled, its locations where it works.
    derived: ['enabled', 'workload', 'guid', 'distributionStatus', 'whenChanged'],
  },
});

/** The DLP cmdlets are missing both without a license and without a role: only the tenant's plans tell which it is. */
export const dlpLicense = defineResource({
  id: 'compliance.dlp-license',
  sections: ['dlpLicense'],
  api: host,
  after: ['servicePlans', 'dlpPolicies'],
  scopes: cmdletScopes(host, false),
  async read({ compliance }, context) {
    try {
      if (context.read('dlpPolicies') === undefined) await compliance.run('Get-DlpCompliancePolicy');
      return { dlpLicense: { licensed: true } };
    } catch (error) {
      if (isConnectorError(error, 'cmdlet-unavailable', 'not-licensed') && lacksLicense(context, license))
        return { dlpLicense: { licensed: false } };
      throw error;
    }
  },
});

/** What a device must refuse comes as objects or as JSON; it is compared by `setting` and `value`. */
function restriction(entry: unknown): unknown {
  const held = typeof entry === 'string' ? parsed(entry) : entry;
  if (!isPlainObject(held)) return entry;
  return Object.fromEntries(
    Object.entries(held).map(([key, value]) => [key.charAt(0).toLowerCase() + key.slice(1), value]),
  );
}

function shaped(rule: Raw): Raw {
  const key = Object.keys(rule).find((name) => name.toLowerCase() === 'endpointdlprestrictions');
  const listed = key === undefined ? undefined : rule[key];
  if (key === undefined || listed === null || listed === undefined) return rule;
  return { ...rule, [key]: [listed].flat().map(restriction) };
}

const restrictions = (value: unknown): unknown[] =>
  [value]
    .flat()
    .map((entry) =>
      isPlainObject(entry)
        ? Object.fromEntries(Object.entries(entry).map(([key, inner]) => [parameterName(key), inner]))
        : entry,
    );

/** "true" and "false" switch the alert in the portal; anything else is who gets it by mail. */
function alert(value: unknown): unknown {
  const entries = [value].flat();
  const [only] = entries;
  if (entries.length !== 1 || typeof only !== 'string' || !/^(?:true|false)$/i.test(only)) return value;
  return only.toLowerCase() === 'true';
}

/** Of a new rule, no field that says "no": that is how rules are made. */
function withoutDefaults(change: { values?: Readonly<Record<string, unknown>> }): Raw {
  const off = ['disabled', 'blockAccess', 'stopPolicyProcessing'].filter(
    (field) => fieldOf({ ...change.values }, field) === false,
  );
  return Object.fromEntries(off.map((field) => [parameterName(field), undefined]));
}

export const dlpRules = cmdletResource({
  section: 'dlpRules',
  host,
  noun: 'DlpComplianceRule',
  license,
  shaped,
  write: {
    creates: true,
    rename: { parentPolicyName: 'Policy' },
    derived: ['guid', 'mode', 'isAdvancedRule'],
    values: { generateAlert: alert, endpointDlpRestrictions: restrictions },
    newWith: withoutDefaults,
  },
});
