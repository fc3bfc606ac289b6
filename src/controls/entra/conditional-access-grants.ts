import { type Gap, type Policy, has, listed, nameOf } from './conditional-access.ts';

const phishingResistant = ['windowsHelloForBusiness', 'fido2', 'x509CertificateMultiFactor'];
/** Methods that are two factors in one. */
const strongAlone = [
  ...phishingResistant,
  'deviceBasedPush',
  'temporaryAccessPassOneTime',
  'temporaryAccessPassMultiUse',
  'federatedMultiFactor',
];
/** Built-in authentication strengths, for documents that give only the id. */
const builtInStrengths: Readonly<Record<string, 'mfa' | 'phishing-resistant'>> = {
  '00000000-0000-0000-0000-000000000002': 'mfa',
  '00000000-0000-0000-0000-000000000003': 'mfa',
  '00000000-0000-0000-0000-000000000004': 'phishing-resistant',
};
const controlWords: Record<string, string> = {
  mfa: 'MFA',
  compliantdevice: 'a compliant device',
  domainjoineddevice: 'a hybrid-joined device',
  approvedapplication: 'an approved app',
  compliantapplication: 'an app with a protection policy',
  passwordchange: 'a password change',
};

function strengthOf(policy: Policy): 'none' | 'weak' | 'mfa' | 'phishing-resistant' {
  const strength = policy.grantControls?.authenticationStrength;
  if (!strength) return 'none';
  const combinations = strength.allowedCombinations ?? [];
  if (combinations.length === 0) return builtInStrengths[strength.id?.toLowerCase() ?? ''] ?? 'none';
  if (combinations.every((combination) => has(phishingResistant, combination))) return 'phishing-resistant';
  return combinations.every((combination) => has(strongAlone, combination) || combination.includes(','))
    ? 'mfa'
    : 'weak';
}

export function requires(policy: Policy, control: string): boolean {
  return has(policy.grantControls?.builtInControls, control);
}

export function blocks(policy: Policy): boolean {
  return requires(policy, 'block');
}

export function requiresMfa(policy: Policy): boolean {
  return requires(policy, 'mfa') || ['mfa', 'phishing-resistant'].includes(strengthOf(policy));
}

export function requiresPhishingResistant(policy: Policy): boolean {
  return strengthOf(policy) === 'phishing-resistant';
}

export function requiresManagedDevice(policy: Policy): boolean {
  return requires(policy, 'compliantDevice') || requires(policy, 'domainJoinedDevice');
}

/** Grants that are accepted in place of the wanted ones, because the policy asks for any one of several. */
export function alternatives(policy: Policy, wanted: readonly string[], strengthCounts: boolean): Gap[] {
  const grant = policy.grantControls;
  if (!grant || /^and$/i.test(grant.operator ?? '')) return [];
  const others = (grant.builtInControls ?? [])
    .filter((control) => !has(wanted, control))
    .map((control) => controlWords[control.toLowerCase()] ?? control);
  if (grant.authenticationStrength && !strengthCounts) others.push('an authentication strength');
  if (grant.termsOfUse?.length) others.push('accepted terms of use');
  if (grant.customAuthenticationFactors?.length) others.push('a custom control');
  if (others.length === 0) return [];
  return [
    {
      dimension: 'grant',
      words: `accepts ${listed(others)} instead`,
      cure: `policy "${nameOf(policy)}" no longer accepts ${listed(others)} instead`,
      only: 'wardline',
    },
  ];
}

/** MFA that a phishing page can still relay. */
export function weakerThanPhishingResistant(policy: Policy): Gap[] {
  if (requiresPhishingResistant(policy)) return alternatives(policy, [], true);
  const combinations = policy.grantControls?.authenticationStrength?.allowedCombinations ?? [];
  const weak = combinations.filter((combination) => !has(phishingResistant, combination));
  return [
    {
      dimension: 'strength',
      words: weak.length > 0 ? `accepts weaker methods (${shortened(weak)})` : 'accepts any kind of MFA',
      cure: `policy "${nameOf(policy)}" requires the authentication strength "Phishing-resistant MFA"`,
    },
  ];
}

function shortened(combinations: readonly string[]): string {
  const plain = combinations.map((combination) => combination.replaceAll(',', ' with '));
  return plain.length < 5 ? listed(plain) : `${plain.slice(0, 3).join(', ')} and ${plain.length - 3} more`;
}
