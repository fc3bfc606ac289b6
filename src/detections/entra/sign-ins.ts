import type { AuditEvent } from '../../core/audit-event.ts';
import type { DetectionContext } from '../../core/detection.ts';
import { deviceOf } from '../../core/audit/device.ts';
import { isMicrosoftFrontEnd } from '../../core/audit/front-end.ts';
import { placeOf } from '../../core/audit/place.ts';
import { type SignInFailure, signInFailure } from '../../core/audit/sign-in-errors.ts';
import { signInOf } from '../../core/audit/sign-in.ts';

type Known = Pick<DetectionContext, 'isServiceAccount' | 'inNamedNetwork'>;

/** True for a sign-in of a person, own or guest, whose account nobody declared as one of a scanner or backup. */
export function isPersonal(event: AuditEvent, context: Pick<DetectionContext, 'isServiceAccount'>): boolean {
  return (event.actor.kind === 'user' || event.actor.kind === 'guest') && !context.isServiceAccount(event);
}

/** The meaning of the failure; undefined for a success. */
export function failureOf(event: AuditEvent): SignInFailure | undefined {
  return event.outcome === 'failure' ? (signInFailure(event.errorCode) ?? 'other') : undefined;
}

const afterPassword: ReadonlySet<SignInFailure> = new Set([
  'mfa-needed',
  'mfa-denied',
  'blocked-by-policy',
  'blocked-by-risk',
]);

/** True when whoever it was had the right password: signed in, or stopped only by what comes after it. */
export function knewPassword(event: AuditEvent): boolean {
  const failure = failureOf(event);
  return event.outcome === 'success' || (failure !== undefined && afterPassword.has(failure));
}

/** A password that did not fit, or an account locked by such. */
export function isWrongPassword(event: AuditEvent): boolean {
  const failure = failureOf(event);
  return failure === 'wrong-password' || failure === 'locked';
}

/** True when the address is where the person is, and is not one of the organization's own. */
export function isElsewhere(event: AuditEvent, context: Known): boolean {
  return event.ip !== undefined && context.inNamedNetwork(event.ip) !== true && !isMicrosoftFrontEnd(event);
}

/** Phones and tablets, whose carrier lends them addresses of far away. */
export function isPhone(event: AuditEvent): boolean {
  return (
    /^(?:ios|ipados|iphone|ipad|android)/i.test(deviceOf(event).os ?? '') ||
    /iphone|ipad|android/i.test(event.agent ?? '')
  );
}

/** A program that tries again by itself: mail on a phone, an app that renews its session. Nobody types there. */
export function isBackground(event: AuditEvent): boolean {
  const { interactive, clientApp, legacy } = signInOf(event);
  if (isPhone(event) || /^exchange activesync$/i.test(clientApp ?? '')) return true;
  // Renewing a session needs no password: a wrong one in a token request of the unified log is a password tool's.
  const tool = event.source === 'unified' && (legacy || isWrongPassword(event));
  return !interactive && !tool;
}

/** A device of the organization: managed, compliant or joined. A registered one may be anybody's. */
export function isTrustedDevice(event: AuditEvent): boolean {
  const { managed, compliant, trust } = deviceOf(event);
  return managed === true || compliant === true || /\bjoined$/i.test(trust ?? '');
}

/** `Tampa, US`, or the country alone, or the address; for an alert's words. */
export function whereOf(event: AuditEvent): string {
  const { city, country } = placeOf(event);
  return [city, country].filter(Boolean).join(', ') || event.ip || 'an unknown place';
}

/** The neighborhood of an address: `192.0.2.0/24`, `2001:db8:1:2::/64`. Attackers change the last digits. */
export function networkOf(ip: string): string {
  if (!ip.includes(':')) return `${ip.slice(0, ip.lastIndexOf('.'))}.0/24`;
  const [head = '', tail = ''] = ip.split('::');
  const left = head ? head.split(':') : [];
  const right = tail ? tail.split(':') : [];
  const groups = ip.includes('::')
    ? [...left, ...Array.from({ length: Math.max(0, 8 - left.length - right.length) }, () => '0'), ...right]
    : left;
  return `${groups
    .slice(0, 4)
    .map((group) => group.replace(/^0+(?=.)/, ''))
    .join(':')}::/64`;
}

/** Programs that stand behind phishing kits and password tools; no person signs in by them. */
const scripts =
  /^(?:axios|node(?:-fetch)?|undici|got|fasthttp|go-http-client|python|aiohttp|httpx|curl|wget|libcurl|java\/|ruby|perl|libwww|postmanruntime|insomnia|guzzlehttp|aadinternals|roadtools|trevorspray|msolspray)\b/i;

export function usesScript(event: AuditEvent): boolean {
  return scripts.test(event.agent ?? '') || /aadinternals/i.test(event.agent ?? '');
}
