import { daysBetween } from '../core/clock.ts';
import type { PlannedChange } from '../core/plan.ts';
import { plainText } from '../core/shape.ts';
import type { SignIn } from '../core/sign-in.ts';
import type { Snapshot } from '../core/snapshot.ts';
import { directoryOf } from './conditional-access/directory.ts';
import { deviceWords } from './device-words.ts';
import { localTime } from './rehearse.ts';

/** A staged Conditional Access change that stands report-only. */
export interface StagedPolicy {
  change: PlannedChange;
  /** When its present stage began, ISO 8601 UTC. */
  since: string;
  /** Days that must pass in it. */
  minimumDays: number;
}

export interface ReportOnlyOptions {
  /** The moment of the question, ISO 8601 UTC. */
  now: string;
  /** For who can answer a prompt; what it does not hold counts as able to. */
  snapshot: Snapshot;
  /** IANA name, for the times of examples; UTC when not given. */
  timeZone?: string;
  /** Why a person enforces the policy although it stops people. Days are not waived by it. */
  accepted?: string;
}

/** Whether a report-only policy may be enforced, by what Entra itself said of the sign-ins since. */
export interface ReportOnlyMeasurement {
  /** Id of the planned change. */
  change: string;
  allowed: boolean;
  /** In a sentence. */
  why: string;
  /** Sign-ins that succeeded, by what the policy would have done. `judged` are all of them. */
  counts: { judged: number; notApplied: number; satisfied: number; interrupted: number; blocked: number };
  /** Who would have been stopped, most sign-ins first. */
  people: readonly {
    id: string;
    name: string;
    principalName: string;
    signIns: number;
    first: { at: string; when: string; app: string; device: string; why: string };
  }[];
}

type Person = ReportOnlyMeasurement['people'][number];

/**
 * Measures every report-only policy of a plan in one pass over the sign-ins since the earliest stage began. Enforcing is
 * allowed when the days have passed, the log holds sign-ins that the policy has judged, and none of them would have been
 * stopped, or a person accepts that with a reason. Results of Entra:
 * https://learn.microsoft.com/entra/identity/conditional-access/concept-conditional-access-report-only
 */
export async function measureReportOnly(
  policies: readonly StagedPolicy[],
  signIns: AsyncIterable<SignIn> | Iterable<SignIn>,
  options: ReportOnlyOptions,
): Promise<ReportOnlyMeasurement[]> {
  const directory = directoryOf(options.snapshot);
  const measured = policies.map((policy) => ({
    policy,
    counts: { judged: 0, notApplied: 0, satisfied: 0, interrupted: 0, blocked: 0 },
    people: new Map<string, Person>(),
  }));
  for await (const signIn of signIns) {
    // Who was stopped anyway loses nothing.
    if (signIn.errorCode !== 0) continue;
    for (const { policy, counts, people } of measured) {
      if (signIn.at < policy.since) continue;
      const effect = effectOf(resultOf(policy.change, signIn), directory.methods(signIn.user.id)?.capable);
      if (!effect) continue;
      counts.judged += 1;
      counts[effect.kind] += 1;
      if (effect.kind === 'blocked') stopped(people, signIn, effect.why, options.timeZone ?? 'UTC');
    }
  }
  return measured.map(({ policy, counts, people }) => {
    const listed = [...people.values()].toSorted((a, b) => b.signIns - a.signIns || a.name.localeCompare(b.name, 'en'));
    return { change: policy.change.id, counts, people: listed, ...decided(policy, counts, listed, options) };
  });
}

/** What Entra logged of the change's policy: by id, or by name for one that the plan made. */
function resultOf({ match, values }: PlannedChange, { applied }: SignIn): string | undefined {
  const id = plainText(match?.['id']).toLowerCase();
  const name = plainText(match?.['displayName'] ?? values?.['displayName']);
  return applied.find((policy) => (id ? policy.id.toLowerCase() === id : policy.name === name))?.result;
}

function effectOf(
  result: string | undefined,
  capable: boolean | undefined,
): { kind: Exclude<keyof ReportOnlyMeasurement['counts'], 'judged'>; why: string } | undefined {
  switch (result) {
    case 'reportOnlyNotApplied':
      return { kind: 'notApplied', why: '' };
    case 'reportOnlySuccess':
      return { kind: 'satisfied', why: '' };
    case 'reportOnlyInterrupted':
      return capable === false
        ? { kind: 'blocked', why: 'no second factor is registered: one would have to be registered first' }
        : { kind: 'interrupted', why: '' };
    case 'reportOnlyFailure':
      return { kind: 'blocked', why: 'the policy would have stopped it' };
    default:
      // Before the policy was made, or after it was enforced or switched off.
      return undefined;
  }
}

function stopped(people: Map<string, Person>, signIn: SignIn, why: string, timeZone: string): void {
  const { user, at, app } = signIn;
  const known = people.get(user.id);
  const first =
    known && known.first.at <= at
      ? known.first
      : { at, when: localTime(at, timeZone), app: app.name, device: deviceWords(signIn), why };
  const { id, name, principalName } = user;
  people.set(id, { id, name, principalName, signIns: (known?.signIns ?? 0) + 1, first });
}

function decided(
  { since, minimumDays }: StagedPolicy,
  counts: ReportOnlyMeasurement['counts'],
  people: readonly Person[],
  { now, accepted }: ReportOnlyOptions,
): Pick<ReportOnlyMeasurement, 'allowed' | 'why'> {
  const days = daysBetween(since, now);
  if (days < minimumDays) return { allowed: false, why: `Report-only for ${days} of ${minimumDays} days: measure on.` };
  const reason = accepted?.trim();
  const prompts = counts.interrupted > 0 ? ` ${counts.interrupted} would have met a prompt that they can answer.` : '';
  if (counts.judged === 0) {
    const why = 'The log holds no sign-in that this policy has judged.';
    return reason ? { allowed: true, why: `${why} Accepted: ${reason}` } : { allowed: false, why };
  }
  if (counts.blocked > 0) {
    const who = people.length === 1 ? '1 person' : `${people.length} people`;
    const why = `It would have stopped ${who} in ${counts.blocked} of ${counts.judged} sign-ins.${prompts}`;
    return reason ? { allowed: true, why: `${why} Accepted: ${reason}` } : { allowed: false, why };
  }
  return { allowed: true, why: `It would have stopped none of ${counts.judged} sign-ins.${prompts}` };
}
