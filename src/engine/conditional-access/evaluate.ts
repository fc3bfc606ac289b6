import type { SignInEffect } from '../../core/rehearsal.ts';
import type { SignIn } from '../../core/sign-in.ts';
import type { Snapshot } from '../../core/snapshot.ts';
import { allOf } from './answer.ts';
import { isAbout } from './applications.ts';
import { type Places, conditionsHold, placesOf } from './conditions.ts';
import { type Directory, type Memberships, directoryOf } from './directory.ts';
import { granted } from './grants.ts';
import { type Policy, isFor } from './people.ts';

/** What a policy would have done to one sign-in, and why, as a clause in plain words. */
export interface Evaluation {
  effect: SignInEffect;
  why: string;
}

/** What is known beside the policy and the sign-in. */
export interface Known {
  directory: Directory;
  places: Places;
}

export function knownOf(snapshot: Snapshot, memberships?: Memberships): Known {
  return { directory: directoryOf(snapshot, memberships), places: placesOf(snapshot) };
}

/**
 * Holds an enforced policy against a sign-in. What cannot be told is `unknown`, never fine: a condition that nothing
 * answers leaves the policy unknown, unless its controls would have been satisfied anyway.
 */
export function evaluate(policy: Policy, signIn: SignIn, { directory, places }: Known): Evaluation {
  const { conditions } = policy;
  if (!conditions) return { effect: 'unknown', why: 'the conditions of the policy were not read' };
  const applies = allOf([
    isFor(conditions.users, signIn.user, directory),
    isAbout(conditions.applications, signIn),
    conditionsHold(conditions, signIn, places),
  ]);
  if (applies === false) return { effect: 'not-applied', why: '' };
  const grant = granted(policy, signIn, directory);
  if (applies === true || grant.effect === 'satisfied') return grant;
  return { effect: 'unknown', why: applies.unknown };
}

/** The session limits of a policy, in words. They shut nobody out; they make people sign in again or do less. */
export function sessionWords({ sessionControls }: Policy): string[] {
  const words: string[] = [];
  const { persistentBrowser, signInFrequency, applicationEnforcedRestrictions, cloudAppSecurity } =
    sessionControls ?? {};
  if (persistentBrowser?.isEnabled)
    words.push(
      persistentBrowser.mode === 'never' ? 'browser sessions end with the browser' : 'browsers stay signed in',
    );
  if (signInFrequency?.isEnabled)
    words.push(
      /every/i.test(signInFrequency.frequencyInterval ?? '')
        ? 'people sign in again every time'
        : `people sign in again after ${spanWords(signInFrequency)}`,
    );
  if (applicationEnforcedRestrictions?.isEnabled) words.push('SharePoint and Outlook limit unmanaged devices');
  if (cloudAppSecurity?.isEnabled)
    words.push(
      cloudAppSecurity.cloudAppSecurityType === 'blockDownloads'
        ? 'downloads are blocked in the browser'
        : 'sessions run through Defender for Cloud Apps',
    );
  return words;
}

function spanWords({ value, type }: { value?: number | null; type?: string | null }): string {
  if (typeof value !== 'number' || !type) return 'a while';
  return value === 1 ? `1 ${type.replace(/s$/, '')}` : `${value} ${type}`;
}
