import type { SignIn } from '../../core/sign-in.ts';
import type { Grant } from './answer.ts';
import type { Directory } from './directory.ts';
import type { Policy } from './people.ts';

type Strength = NonNullable<NonNullable<Policy['grantControls']>['authenticationStrength']>;

const phishingResistant = ['windowsHelloForBusiness', 'fido2', 'x509CertificateMultiFactor'];
const passwordless = [...phishingResistant, 'deviceBasedPush'];
const second = ['microsoftAuthenticatorPush', 'softwareOath', 'hardwareOath', 'sms', 'voice'];

/** Combinations of the strengths that Microsoft ships, for policies that give only the id. */
const builtIn: Readonly<Record<string, readonly string[]>> = {
  '00000000-0000-0000-0000-000000000002': [
    ...passwordless,
    'temporaryAccessPassOneTime',
    'temporaryAccessPassMultiUse',
    ...second.map((mode) => `password,${mode}`),
    'federatedMultiFactor',
    ...second.map((mode) => `federatedSingleFactor,${mode}`),
    'x509CertificateSingleFactor,' + second[0],
  ],
  '00000000-0000-0000-0000-000000000003': passwordless,
  '00000000-0000-0000-0000-000000000004': phishingResistant,
};

/** `methodsRegistered` of the registration report, by the mode of authentication strengths that it gives. */
const modes: Readonly<Record<string, readonly string[]>> = {
  windowsHelloForBusiness: ['windowsHelloForBusiness'],
  fido2: [
    'fido2SecurityKey',
    'passKeyDeviceBound',
    'passKeyDeviceBoundAuthenticator',
    'passKeyDeviceBoundWindowsHello',
    'passKeySynced',
  ],
  deviceBasedPush: ['microsoftAuthenticatorPasswordless'],
  microsoftAuthenticatorPush: ['microsoftAuthenticatorPush'],
  softwareOath: ['softwareOneTimePasscode'],
  hardwareOath: ['hardwareOneTimePasscode'],
  sms: ['mobilePhone', 'alternateMobilePhone'],
  voice: ['mobilePhone', 'alternateMobilePhone', 'officePhone'],
  temporaryAccessPassOneTime: ['temporaryAccessPass'],
  temporaryAccessPassMultiUse: ['temporaryAccessPass'],
};

/** How the log names the method that was used. */
const logged: Readonly<Record<string, RegExp>> = {
  windowsHelloForBusiness: /windows hello/i,
  fido2: /fido2|passkey/i,
  deviceBasedPush: /passwordless|phone sign-?in/i,
  microsoftAuthenticatorPush: /mobile app notification|authenticator/i,
  softwareOath: /oath|verification code/i,
  hardwareOath: /oath hardware|hardware token/i,
  sms: /text message|sms/i,
  voice: /phone call|voice/i,
  temporaryAccessPassOneTime: /temporary access pass/i,
  temporaryAccessPassMultiUse: /temporary access pass/i,
  x509CertificateMultiFactor: /x\.?509|certificate/i,
};

/**
 * What a policy that asks for an authentication strength would have done. A combination such as
 * `password,microsoftAuthenticatorPush` needs all its parts; everybody has a password.
 * https://learn.microsoft.com/entra/identity/authentication/concept-authentication-strengths
 */
export function strengthAsked(strength: Strength, signIn: SignIn, directory: Directory): Grant {
  const given = strength.allowedCombinations ?? [];
  const combinations = given.length > 0 ? given : builtIn[strength.id?.toLowerCase() ?? ''];
  if (!combinations) return { effect: 'unknown', why: 'what its authentication strength accepts was not read' };
  const parts = combinations.map((combination) => combination.split(',').map((mode) => mode.trim()));
  const used = (mode: string) => signIn.methods?.some((name) => logged[mode]?.test(name)) ?? false;
  if (parts.some((all) => all.every((mode) => mode === 'password' || used(mode)) && all.some(used)))
    return { effect: 'satisfied', why: '' };

  const known = directory.methods(signIn.user.id);
  if (!known) return { effect: 'unknown', why: 'which sign-in methods the person has registered was not read' };
  const has = (mode: string) =>
    mode === 'password' || (modes[mode]?.some((m) => known.registered.includes(m)) ?? false);
  if (parts.some((all) => all.every(has) && all.some((mode) => mode !== 'password')))
    return { effect: 'interrupted', why: 'a stronger sign-in method would be asked for' };
  const rest = parts.flat();
  if (rest.some((mode) => /^x509/i.test(mode)) && directory.certificates !== false)
    return { effect: 'unknown', why: certificateWords(directory) };
  if (rest.some((mode) => /^federated/i.test(mode)) && signIn.mfa === true)
    return {
      effect: 'unknown',
      why: 'the log does not say whether another identity provider asked for the second factor',
    };
  return { effect: 'blocked', why: `none of the sign-in methods that it asks for is registered${named(combinations)}` };
}

function certificateWords({ certificates }: Directory): string {
  return typeof certificates === 'object' ? certificates.unknown : 'no report says who signs in with a certificate';
}

function named(combinations: readonly string[]): string {
  return combinations.every((entry) => phishingResistant.includes(entry))
    ? ' (a passkey, Windows Hello or a certificate)'
    : '';
}
