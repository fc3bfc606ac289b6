import { applyChanges } from '../core/change.ts';
import { millis } from '../core/clock.ts';
import type { Organization } from '../core/organization.ts';
import type { Plan, PlannedChange } from '../core/plan.ts';
import type { AffectedPerson, ChangeRehearsal, Rehearsal, SignInEffect } from '../core/rehearsal.ts';
import type { SignIn } from '../core/sign-in.ts';
import type { Snapshot } from '../core/snapshot.ts';
import type { Memberships } from './conditional-access/directory.ts';
import { type Evaluation, type Known, evaluate, knownOf, sessionWords } from './conditional-access/evaluate.ts';
import type { Policy } from './conditional-access/people.ts';
import { deviceWords } from './device-words.ts';
import { planId } from './plan.ts';
import { enforces, isSwap } from './security-defaults.ts';
import { equal } from './values.ts';

export interface RehearseOptions {
  /** The span of the sign-ins, ISO 8601 UTC. */
  from: string;
  to: string;
  /** IANA name, for the times of examples; UTC when not given. */
  timeZone?: string;
  organization: Pick<Organization, 'breakGlass'>;
  memberships?: Memberships;
  /** Who plans: user principal name or object id, where that is a person of the tenant. */
  caller?: string;
  allowAdminLockout?: boolean;
}

interface Rehearsed {
  change: PlannedChange;
  after: Policy;
  /** The enforced policy that the change tightens. */
  before?: Policy;
  counts: { -readonly [K in keyof ChangeRehearsal['counts']]: number };
  people: Map<string, Tally>;
  unknownBecause: Map<string, number>;
}

interface Tally {
  user: SignIn['user'];
  /** Successful sign-ins of the person, whatever the policy says of them. */
  all: number;
  counts: Record<'interrupted' | 'blocked' | 'unknown', number>;
  first: Partial<Record<'interrupted' | 'blocked' | 'unknown', { signIn: SignIn; why: string }>>;
}

const worstFirst = ['blocked', 'unknown', 'interrupted'] as const;
const mostPeople = 100;

/**
 * Holds each planned Conditional Access policy, as it will be enforced, against past sign-ins in one pass. Only sign-ins
 * that succeeded count: who was stopped anyway loses nothing. Where the change tightens an enforced policy, what that
 * policy did already does not count either.
 */
export async function rehearse(
  plan: Pick<Plan, 'changes'>,
  snapshot: Snapshot,
  signIns: AsyncIterable<SignIn> | Iterable<SignIn>,
  options: RehearseOptions,
): Promise<Extract<Rehearsal, { status: 'done' }>> {
  const known = knownOf(snapshot, options.memberships);
  const rehearsed = plan.changes.flatMap((change) => subjectOf(change, snapshot) ?? []);
  const totals = new Map<string, number>();
  let [count, failed] = [0, 0];
  for await (const signIn of signIns) {
    if (signIn.errorCode !== 0) {
      failed += 1;
      for (const { after, counts } of rehearsed)
        if (evaluate(after, signIn, known).effect === 'blocked') counts.failed += 1;
      continue;
    }
    count += 1;
    totals.set(signIn.user.id, (totals.get(signIn.user.id) ?? 0) + 1);
    for (const subject of rehearsed) judgeOne(subject, signIn, known);
  }
  return {
    status: 'done',
    from: options.from,
    to: options.to,
    timeZone: options.timeZone ?? 'UTC',
    signIns: count,
    people: totals.size,
    failed,
    changes: rehearsed.map((subject) => resultOf(subject, totals, known, options)),
    limits: [
      'Background sign-ins (token renewals) and those of applications are not in this log.',
      'Who did not sign in during this time is not counted.',
    ],
  };
}

/** The policy that a change makes, as it is once enforced; undefined when the change shuts nobody out. */
export function plannedPolicy(change: PlannedChange, snapshot: Snapshot): Policy | undefined {
  if (change.section !== 'conditionalAccessPolicies' || change.operation === 'remove') return undefined;
  const { conditionalAccessPolicies: present } = snapshot.sections;
  if (present.status !== 'read') return undefined;
  const { stages: _stages, ...plain } = change;
  const after = applyChanges(snapshot, [plain]).sections.conditionalAccessPolicies;
  if (after.status !== 'read') return undefined;
  const match = Object.entries(change.match ?? {});
  const found =
    match.length > 0
      ? after.data.find((policy) =>
          match.every(([key, value]) => equal((policy as Record<string, unknown>)[key], value)),
        )
      : after.data.at(-1);
  return found?.state === 'enabled' ? found : undefined;
}

function subjectOf(change: PlannedChange, snapshot: Snapshot): Rehearsed | undefined {
  const after = plannedPolicy(change, snapshot);
  if (!after) return undefined;
  const section = snapshot.sections.conditionalAccessPolicies;
  const before =
    change.operation === 'set' && section.status === 'read'
      ? section.data.find(({ id, state }) => id === after.id && state === 'enabled')
      : undefined;
  return {
    ...{ change, after },
    ...(before && { before }),
    counts: { applied: 0, satisfied: 0, interrupted: 0, blocked: 0, unknown: 0, failed: 0 },
    people: new Map(),
    unknownBecause: new Map(),
  };
}

const weight: Record<SignInEffect, number> = { 'not-applied': 0, satisfied: 0, interrupted: 1, unknown: 2, blocked: 3 };

function judgeOne(subject: Rehearsed, signIn: SignIn, known: Known): void {
  const now = evaluate(subject.after, signIn, known);
  if (now.effect === 'not-applied') return;
  const before: Evaluation = subject.before
    ? evaluate(subject.before, signIn, known)
    : { effect: 'not-applied', why: '' };
  if (weight[now.effect] > 0 && weight[before.effect] >= weight[now.effect]) return;
  subject.counts.applied += 1;
  subject.counts[now.effect] += 1;
  if (now.effect === 'satisfied') return;
  if (now.effect === 'unknown') subject.unknownBecause.set(now.why, (subject.unknownBecause.get(now.why) ?? 0) + 1);
  const tally: Tally = subject.people.get(signIn.user.id) ?? {
    user: signIn.user,
    all: 0,
    counts: { interrupted: 0, blocked: 0, unknown: 0 },
    first: {},
  };
  subject.people.set(signIn.user.id, tally);
  tally.counts[now.effect] += 1;
  const first = tally.first[now.effect];
  // Logs come newest first.
  if (!first || signIn.at < first.signIn.at) tally.first[now.effect] = { signIn, why: now.why };
}

function resultOf(
  subject: Rehearsed,
  totals: ReadonlyMap<string, number>,
  known: Known,
  options: RehearseOptions,
): ChangeRehearsal {
  const affected = [...subject.people.values()]
    .map((tally) => affectedBy(tally, totals.get(tally.user.id) ?? 0, known, options.timeZone ?? 'UTC'))
    .toSorted(
      (a, b) =>
        worstFirst.indexOf(a.effect) - worstFirst.indexOf(b.effect) ||
        Number(b.always) - Number(a.always) ||
        b.signIns - a.signIns ||
        a.name.localeCompare(b.name, 'en'),
    );
  const withEffect = (effect: AffectedPerson['effect']) => affected.filter((person) => person.effect === effect).length;
  const refusal = refusalFrom(affected, totals, known, options);
  return {
    change: subject.change.id,
    summary: subject.change.summary,
    counts: subject.counts,
    people: {
      touched: affected.length,
      interrupted: withEffect('interrupted'),
      blocked: withEffect('blocked'),
      unknown: withEffect('unknown'),
    },
    affected: affected.slice(0, mostPeople),
    unknownBecause: [...subject.unknownBecause].toSorted(([, a], [, b]) => b - a).map(([why]) => why),
    session: sessionWords(subject.after),
    ...(refusal && { refusal }),
  };
}

function affectedBy(tally: Tally, all: number, { directory }: Known, timeZone: string): AffectedPerson {
  const effect = worstFirst.find((kind) => tally.counts[kind] > 0)!;
  const { signIn, why } = tally.first[effect]!;
  return {
    id: tally.user.id,
    name: tally.user.name,
    principalName: tally.user.principalName,
    effect,
    signIns: tally.counts[effect],
    always: effect === 'blocked' && tally.counts.blocked === all,
    admin: directory.isAdmin(tally.user.id) === true,
    first: {
      at: signIn.at,
      when: localTime(signIn.at, timeZone),
      app: signIn.app.name,
      device: deviceWords(signIn),
      why,
    },
  };
}

/** `Monday 07:10`. Throws RangeError for a time zone that does not exist. */
export function localTime(at: string, timeZone: string): string {
  const parts = new Intl.DateTimeFormat('en-US', {
    ...{ timeZone, weekday: 'long', hour: '2-digit', minute: '2-digit', hourCycle: 'h23' },
  }).formatToParts(millis(at));
  const part = (type: string) => parts.find((entry) => entry.type === type)?.value ?? '';
  return `${part('weekday')} ${part('hour')}:${part('minute')}`;
}

/** Never shut out the emergency accounts, who plans, or, unless told, every administrator. */
function refusalFrom(
  affected: readonly AffectedPerson[],
  totals: ReadonlyMap<string, number>,
  { directory }: Known,
  options: RehearseOptions,
): string | undefined {
  const is = (person: AffectedPerson, account: string) =>
    [person.id, person.principalName].some((name) => name.toLowerCase() === account.toLowerCase());
  const blocked = affected.filter(({ effect }) => effect === 'blocked');
  if (blocked.some((person) => options.organization.breakGlass.some((account) => is(person, account))))
    return 'It would have stopped an emergency access account.';
  const shut = blocked.filter(({ always }) => always);
  if (options.caller !== undefined && shut.some((person) => is(person, options.caller!)))
    return 'It would have shut out the person who makes this plan.';
  if (options.allowAdminLockout) return undefined;
  const admins = [...totals.keys()].filter((id) => directory.isAdmin(id) === true);
  if (admins.length > 0 && admins.every((id) => shut.some((person) => person.id === id)))
    return 'It would have shut out every administrator who signed in.';
  return undefined;
}

/** The plan with its rehearsal in it. What the rehearsal refuses, and what depends on it, is not in the plan anymore. */
export function withRehearsal(plan: Plan, rehearsal: Rehearsal): Plan {
  const why = new Map<string, string>(
    rehearsal.status === 'done'
      ? rehearsal.changes.flatMap(({ change, refusal }) => (refusal ? [[change, refusal] as const] : []))
      : [],
  );
  // What a change depends on stands before it.
  for (const { id, dependsOn } of plan.changes) {
    const needed = dependsOn.find((other) => why.has(other));
    if (needed && !why.has(id)) why.set(id, `It depends on ${needed}, which was refused.`);
  }
  // No policy can be enforced beside security defaults: without the swap none of them stays.
  if (plan.changes.some((change) => isSwap(change) && why.has(change.id)))
    for (const change of plan.changes)
      if (enforces(change) && !why.has(change.id))
        why.set(change.id, 'Security defaults would have to go first, and what must replace them was refused.');
  const { kind, version, id: _id, ...rest } = plan;
  const body = {
    ...rest,
    changes: plan.changes.filter(({ id }) => !why.has(id)),
    refused: [
      ...plan.refused,
      ...plan.changes
        .filter(({ id }) => why.has(id))
        .map(({ id, controls, summary }) => ({ control: controls[0] ?? '', title: summary, why: why.get(id)! })),
    ],
    rehearsal,
  };
  return { kind, version, id: planId(body), ...body };
}
