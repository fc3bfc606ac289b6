import { asList, isPlainObject } from '../../core/shape.ts';
import type { ExportKey } from './key.ts';

/** `authentication_method` holds the policy and its configurations side by side, in a list of one. */
const partOf = (value: unknown, name: string): unknown[] =>
  asList(value).flatMap((entry) => {
    if (!isPlainObject(entry)) return [];
    const key = Object.keys(entry).find((candidate) => candidate.toLowerCase() === name);
    return key === undefined ? [] : [entry[key]];
  });

export const entraAccessKeys: ExportKey[] = [
  {
    section: 'conditionalAccessPolicies',
    key: 'conditional_access_policies',
    command: 'Get-MgBetaIdentityConditionalAccessPolicy',
  },
  {
    section: 'authenticationMethodsPolicy',
    key: 'authentication_method',
    command: 'Get-MgBetaPolicyAuthenticationMethodPolicy',
    pick: (value) => partOf(value, 'authentication_method_policy')[0],
  },
  {
    section: 'authenticationMethodConfigurations',
    key: 'authentication_method',
    command: 'Get-MgBetaPolicyAuthenticationMethodPolicy',
    pick: (value) => {
      const parts = partOf(value, 'authentication_method_feature_settings');
      return parts.length === 0 ? undefined : parts.flatMap(asList);
    },
  },
];
