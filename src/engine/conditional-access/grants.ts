import type { SignIn } from '../../core/sign-in.ts';
import type { Grant } from './answer.ts';
import type { Directory } from './directory.ts';
import type { Policy } from './people.ts';
import { strengthAsked } from './strength.ts';

const satisfied: Grant = { effect: 'satisfied', why: '' };

/**
 * What the grant controls of a policy that applies would have done. `AND` needs every control, `OR` any one of them.
 * https://learn.microsoft.com/entra/identity/conditional-access/concept-conditional-access-grant
 */
export function granted(policy: Policy, signIn: SignIn, directory: Directory): Grant {
  const controls = policy.grantControls;
  if (!controls) return satisfied;
  const answers = [
    ...(controls.builtInControls ?? []).map((control) => builtIn(control, policy, signIn, directory)),
    ...(controls.authenticationStrength?.id || controls.authenticationStrength?.allowedCombinations?.length
      ? [withClient(strengthAsked(controls.authenticationStrength, signIn, directory), signIn)]
      : []),
    ...(controls.termsOfUse?.length
      ? [withClient({ effect: 'interrupted', why: 'the terms of use must be accepted' }, signIn)]
      : []),
    ...(controls.customAuthenticationFactors?.length
      ? [{ effect: 'unknown', why: 'what a custom control asks for is not known' } as const]
      : []),
  ];
  if (answers.length === 0) return satisfied;
  // Several controls always come with an operator; without one the stricter reading is the safe one.
  return /^or$/i.test(controls.operator ?? '') ? best(answers) : worst(answers);
}

/** A control that may hold does not help as much as a prompt that can be answered. */
function best(answers: readonly Grant[]): Grant {
  return (
    (['satisfied', 'interrupted', 'unknown'] as const)
      .map((effect) => answers.find((answer) => answer.effect === effect))
      .find((answer) => answer) ?? { effect: 'blocked', why: joined(answers) }
  );
}

function worst(answers: readonly Grant[]): Grant {
  for (const effect of ['blocked', 'unknown', 'interrupted'] as const) {
    const found = answers.filter((answer) => answer.effect === effect);
    if (found.length > 0) return { effect, why: joined(found) };
  }
  return satisfied;
}

function joined(answers: readonly Grant[]): string {
  return [...new Set(answers.map(({ why }) => why))].join(' and ');
}

function builtIn(control: string, policy: Policy, signIn: SignIn, directory: Directory): Grant {
  const { device } = signIn;
  switch (control.toLowerCase()) {
    case 'block':
      return { effect: 'blocked', why: whyBlocked(policy, signIn) };
    case 'mfa':
      return withClient(secondFactor(signIn, directory), signIn);
    case 'passwordchange': {
      const factor = secondFactor(signIn, directory);
      const able = factor.effect === 'satisfied' || factor.effect === 'interrupted';
      return withClient(able ? { effect: 'interrupted', why: 'the password must be changed' } : factor, signIn);
    }
    case 'compliantdevice':
      return deviceState(device?.compliant, signIn, 'compliant');
    case 'domainjoineddevice':
      return deviceState(device?.trust && device.trust === 'hybrid', signIn, 'hybrid-joined');
    case 'approvedapplication':
    case 'compliantapplication':
      return appProtection(control, signIn);
    default:
      return { effect: 'unknown', why: `what the control ${control} asks for is not known here` };
  }
}

function secondFactor(signIn: SignIn, directory: Directory): Grant {
  if (signIn.mfa === true) return satisfied;
  const methods = directory.methods(signIn.user.id);
  if (methods?.capable === undefined)
    return { effect: 'unknown', why: 'which sign-in methods the person has registered was not read' };
  return methods.capable
    ? { effect: 'interrupted', why: 'a second factor would be asked for' }
    : { effect: 'blocked', why: 'no second factor is registered: one would have to be registered first' };
}

function deviceState(state: boolean | undefined, signIn: SignIn, word: string): Grant {
  // Mail programs with legacy authentication tell nothing of their device.
  if (signIn.clientApp === 'other')
    return { effect: 'blocked', why: `${signIn.clientAppUsed} cannot show that its device is managed` };
  if (state === undefined) return { effect: 'unknown', why: `the log does not say whether the device is ${word}` };
  return state ? satisfied : { effect: 'blocked', why: `the device is not ${word}` };
}

/** The log does not name app protection. On computers only Edge for Windows can have it. */
function appProtection(control: string, { device, clientApp, clientAppUsed }: SignIn): Grant {
  const what = /^approved/i.test(control) ? 'an approved app' : 'an app with a protection policy';
  if (clientApp === 'other') return { effect: 'blocked', why: `${clientAppUsed} is not ${what}` };
  const mobile = device?.platform === 'iOS' || device?.platform === 'android';
  const edge = device?.platform === 'windows' && /^compliant/i.test(control);
  if (device?.platform === undefined || mobile || edge)
    return { effect: 'unknown', why: `the log does not say whether it was ${what}` };
  return { effect: 'blocked', why: `no app on this device can be ${what}` };
}

/** Legacy authentication shows no prompt: whoever would have to answer one is stopped. */
function withClient(grant: Grant, { clientApp, clientAppUsed }: SignIn): Grant {
  return grant.effect !== 'satisfied' && (clientApp === 'other' || clientApp === 'exchangeActiveSync')
    ? { effect: 'blocked', why: `${clientAppUsed} cannot ask for anything but a password` }
    : grant;
}

/** What made a blocking policy apply, in the words of the person who was stopped. */
function whyBlocked({ conditions }: Policy, signIn: SignIn): string {
  const reasons: string[] = [];
  if (!(conditions?.clientAppTypes ?? ['all']).includes('all') && signIn.clientApp)
    reasons.push(
      signIn.clientApp === 'other' || signIn.clientApp === 'exchangeActiveSync'
        ? `it uses legacy authentication (${signIn.clientAppUsed})`
        : `it uses ${signIn.clientAppUsed}`,
    );
  if (conditions?.authenticationFlows?.transferMethods && signIn.flow && signIn.flow !== 'none')
    reasons.push(
      signIn.flow === 'deviceCodeFlow' ? 'it signs in with a device code' : 'it was passed on to another device',
    );
  if (conditions?.locations)
    if (conditions?.locations) reasons.push(`it comes from ${signIn.country ?? 'an unknown country'}`);
  if (conditions?.signInRiskLevels?.length) reasons.push(`the sign-in was rated ${signIn.risk} risk`);
  if (conditions?.platforms && signIn.device?.platform) reasons.push(`it runs ${signIn.device.operatingSystem}`);
  if (conditions?.devices?.deviceFilter?.rule) reasons.push('it comes from such a device');
  return reasons.length > 0 ? `${reasons.join(' and ')}, which the policy blocks` : 'the policy blocks it';
}
