import type { AuditEvent } from '../../core/audit-event.ts';
import { changesOf } from '../../core/audit/changes.ts';
import { fieldsOf, textOf } from '../../core/audit/values.ts';
import { defineDetection } from '../../core/detection.ts';
import { objectIn, textsAt, valueAt } from './directory-record.ts';
import { isMicrosoftService, isPlannedChange } from './initiator.ts';

type Fields = Readonly<Record<string, unknown>>;

/** Methods that a stranger can catch or talk out of a person. */
const weak: Readonly<Record<string, string>> = {
  sms: 'text messages',
  voice: 'phone calls',
  email: 'mail codes',
  softwareoath: 'codes of any app',
};
const strong: Readonly<Record<string, string>> = {
  microsoftauthenticator: 'Microsoft Authenticator',
  fido2: 'passkeys',
  x509certificate: 'certificates',
};

export const mfaPolicyWeakened = defineDetection({
  id: 'entra.mfa-policy-weakened',
  title: 'The tenant accepts weaker proof of identity than before',
  severity: 'high',
  citations: ['164.312(d)', '164.308(a)(5)(ii)(D)', '164.308(a)(1)(ii)(D)'],
  attack: ['T1556.006'],
  incident: 'protection-weakened',
  firstSteps: [
    'Ask the person who changed the policy whether it was planned',
    'Put the policy back from the last snapshot',
    'Look for methods that were registered since, above all by administrators',
  ],
  falsePositives: [
    'A fallback for people without a phone app: limit it to their group, and allow the person with a reason.',
  ],
  knownGaps: ['Who the method is for (everybody or a group) is not weighed.'],
  operations: [
    'authentication methods policy update',
    'authentication methods policy reset',
    'authentication strength combination configuration delete',
    'authentication strength policy update',
    'authentication strength policy delete',
    'update authentication strength policy',
    'mfa service policy update',
  ],
  signal(event, context) {
    if (event.outcome === 'failure' || isMicrosoftService(event) || isPlannedChange(event, context)) return undefined;
    const what = weakened(event);
    if (what.length === 0) return undefined;
    return { group: 'authentication-methods', why: `${what.join(', ')}: changed by ${event.actor.name}` };
  },
  rule: { kind: 'each', mergeMinutes: 60 },
});

function weakened(event: AuditEvent): string[] {
  if (event.op === 'authentication methods policy reset') return ['the authentication methods policy was reset'];
  if (event.op.startsWith('authentication strength') && event.op.endsWith('delete'))
    return ['an authentication strength was deleted'];
  return changesOf(event).flatMap((change) => {
    const [before, after] = [objectIn(change.old), objectIn(change.new)];
    if (event.op.includes('strength')) return combinations(before, after);
    return [...methods(before, after), ...campaign(before, after), ...single(change.name, change.old, change.new)];
  });
}

/** Methods by id, lower case, with their state. */
function statesOf(policy: Fields | undefined): Map<string, string> {
  const list = valueAt(policy, 'authenticationMethodConfigurations');
  const entries = Array.isArray(list) ? list.map(fieldsOf) : [policy];
  return new Map(
    entries.flatMap((entry) => {
      const id = textOf(valueAt(entry, 'id'))?.toLowerCase();
      // 0 and 1 stand for enabled and disabled in older records.
      const state = textOf(valueAt(entry, 'state'))?.toLowerCase().replace(/^0$/, 'enabled').replace(/^1$/, 'disabled');
      return id && state ? [[id, state] as const] : [];
    }),
  );
}

function methods(before: Fields | undefined, after: Fields | undefined): string[] {
  const [old, now] = [statesOf(before), statesOf(after)];
  return [...now].flatMap(([id, state]) => {
    const was = old.get(id);
    if (was === state || was === undefined) return [];
    if (state === 'enabled' && weak[id]) return [`${weak[id]} are accepted now`];
    return state === 'disabled' && strong[id] ? [`${strong[id]} are not accepted any more`] : [];
  });
}

function campaign(before: Fields | undefined, after: Fields | undefined): string[] {
  const paths: readonly (readonly [string, string])[] = [
    [
      'registrationEnforcement.authenticationMethodsRegistrationCampaign.state',
      'the registration campaign was turned off',
    ],
    ['systemCredentialPreferences.state', 'the strongest method is not asked for first any more'],
    ['featureSettings.numberMatchingRequiredState.state', 'number matching was turned off'],
    ['reportSuspiciousActivitySettings.state', 'people cannot report strange prompts any more'],
  ];
  const isOff = (value: unknown) => /^(?:disabled|1)$/i.test(textOf(value) ?? '');
  return paths
    .filter(
      ([path]) => valueAt(before, path) !== undefined && !isOff(valueAt(before, path)) && isOff(valueAt(after, path)),
    )
    .map(([, words]) => words);
}

/** Since April 2026 a record holds only what changed, as a path and two values. Source: Microsoft Entra release notes. */
function single(name: string, old: string, now: string): string[] {
  const id = [...Object.keys(weak), ...Object.keys(strong)].find((method) => name.toLowerCase().includes(method));
  if (!id || !/state$/i.test(name) || old.toLowerCase() === now.toLowerCase()) return [];
  if (/^enabled$/i.test(now) && weak[id]) return [`${weak[id]} are accepted now`];
  return /^disabled$/i.test(now) && strong[id] ? [`${strong[id]} are not accepted any more`] : [];
}

/** A strength that takes combinations with text messages, calls or a password alone. */
function combinations(before: Fields | undefined, after: Fields | undefined): string[] {
  const easy = (policy: Fields | undefined) =>
    textsAt(policy, 'allowedCombinations').filter((entry) =>
      /^(?:password|sms|voice|email)$|,(?:sms|voice|email)$/i.test(entry),
    );
  return easy(after).length > easy(before).length ? ['an authentication strength accepts easier combinations now'] : [];
}
