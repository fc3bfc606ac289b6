import type { Place, Rule } from '../core/detection.ts';
import type { Entry, GroupState } from './detect-entry.ts';
import { inSpiteOfOrdinary } from './detect-share.ts';

/** Entries that one group keeps. A group that is busier is far over every threshold. */
const entryLimit = 20_000;
const valueLimit = 1_000;

const minutes = (count: number) => count * 60_000;

/** How long a group must be remembered after its latest signal. */
export function memoryOf(rule: Rule): number {
  switch (rule.kind) {
    case 'each':
      return 0;
    case 'count':
    case 'distinct':
    case 'sequence':
      return minutes(rule.withinMinutes);
    case 'baseline':
      return minutes(1440 * rule.days);
    case 'first-seen':
      return minutes(1440 * Math.max(90, rule.learnDays * 2));
    case 'travel':
      return minutes(1440);
    case 'silence':
      return minutes(1440 * 3650);
  }
}

/**
 * Puts a signal into its group's memory. Gives the entries that fulfil the rule as of now, or undefined.
 * Signals may come a little out of order: windows are by event time.
 */
export function judge(rule: Rule, state: GroupState, entry: Entry): readonly Entry[] | undefined {
  state.t = Math.max(state.t, entry.m);
  switch (rule.kind) {
    case 'each':
      return [entry];
    case 'count':
      return slide(rule, state, entry, minutes(rule.withinMinutes)).weight >= rule.atLeast ? live(state) : undefined;
    case 'distinct':
      return distinct(rule, state, entry);
    case 'sequence':
      return sequence(rule, state, entry);
    case 'baseline':
      return baseline(rule, state, entry);
    case 'first-seen':
      return firstSeen(rule.learnDays, state, entry);
    case 'travel':
      return travel(rule.kilometers, rule.kilometersPerHour, state, entry);
    case 'silence':
      return silence(rule.hours, state, entry);
  }
}

/** Sums of a window, so that a busy group costs no more than a quiet one. Made again from the entries after a restart. */
interface Tally {
  weight: number;
  counts: Map<number | string, number>;
  /** The same for what no more than the first look tells: signals not of the step `ordinary`, signals of the first step. */
  marked: Map<number | string, number>;
  /** Entries at the front that have left the window and no longer count, but still stand in the list. */
  gone: number;
}

/** Which signals of a rule are marked. */
function isMarked(rule: Rule, entry: Entry): boolean {
  if (rule.kind === 'sequence') return entry.s === rule.steps[0]?.step;
  return rule.kind === 'distinct' && rule.share !== undefined && entry.s !== 'ordinary';
}
const tallies = new WeakMap<GroupState, Tally>();

function tallyOf(rule: Rule, state: GroupState): Tally {
  let tally = tallies.get(state);
  if (!tally) {
    tally = { weight: 0, counts: new Map(), marked: new Map(), gone: 0 };
    tallies.set(state, tally);
    for (const entry of state.e) add(rule, tally, entry, 1);
  }
  return tally;
}

/** A signal without a `distinct` counts as itself. */
function add(rule: Rule, tally: Tally, entry: Entry, sign: 1 | -1): void {
  tally.weight += sign * (entry.w ?? 1);
  const key = entry.d ?? entry.i;
  step(tally.counts, key, sign);
  if (isMarked(rule, entry)) step(tally.marked, key, sign);
}

function step(counts: Map<number | string, number>, key: number | string, sign: 1 | -1): void {
  const left = (counts.get(key) ?? 0) + sign;
  if (left > 0) counts.set(key, left);
  else counts.delete(key);
}

function slide(rule: Rule, state: GroupState, entry: Entry, length: number): Tally {
  const tally = tallyOf(rule, state);
  const last = state.e.at(-1);
  const isLate = last !== undefined && last.m > entry.m;
  if (isLate) live(state);
  state.e.push(entry);
  add(rule, tally, entry, 1);
  if (isLate) state.e.sort((a, b) => a.m - b.m);
  const tooMany = state.e.length - tally.gone > entryLimit ? tally.gone + entryLimit / 10 : 0;
  let { gone } = tally;
  for (; gone < state.e.length; gone += 1) {
    const oldest = state.e[gone]!;
    if (gone >= tooMany && oldest.m >= state.t - length) break;
    add(rule, tally, oldest, -1);
  }
  tally.gone = gone;
  // To cut one off a long list costs as much as to cut off half of it.
  if (gone > 64 && gone > state.e.length / 2) live(state);
  return tally;
}

/** The entries that are in the window. */
function live(state: GroupState): Entry[] {
  const tally = tallies.get(state);
  if (tally && tally.gone > 0) {
    state.e.splice(0, tally.gone);
    tally.gone = 0;
  }
  return state.e;
}

function distinct(
  rule: Extract<Rule, { kind: 'distinct' }>,
  state: GroupState,
  entry: Entry,
): readonly Entry[] | undefined {
  const { counts, marked } = slide(rule, state, entry, minutes(rule.withinMinutes));
  if (counts.size < rule.atLeast) return undefined;
  if (rule.share === undefined) return live(state);
  // Cheap first: in a busy office this ends it.
  if (marked.size < rule.atLeast || marked.size < rule.share * counts.size) return undefined;
  return inSpiteOfOrdinary(rule, live(state), entry);
}

function sequence(
  rule: Extract<Rule, { kind: 'sequence' }>,
  state: GroupState,
  entry: Entry,
): readonly Entry[] | undefined {
  const length = minutes(rule.withinMinutes);
  // Without a first step there is nothing to wait for: a busy account costs nothing.
  if (!isMarked(rule, entry) && tallyOf(rule, state).marked.size === 0) return undefined;
  slide(rule, state, entry, length);
  const isLast = entry.s === rule.steps.at(-1)?.step;
  const isLate = state.e.at(-1) !== entry;
  return (isLast || isLate) && inOrder(live(state), rule.steps) ? state.e : undefined;
}

function inOrder(entries: readonly Entry[], steps: readonly { step: string; atLeast?: number }[]): boolean {
  let at = 0;
  let found = 0;
  for (const entry of entries) {
    const wanted = steps[at]!;
    if (entry.s !== wanted.step) continue;
    found += 1;
    if (found < (wanted.atLeast ?? 1)) continue;
    at += 1;
    found = 0;
    if (at === steps.length) return true;
  }
  return false;
}

/** A burst is nobody's habit until it lies so far back: one that goes on over several nights stays one. */
const burstDays = 4;

/** Windows of the past are counted by the clock: [0, length), [length, 2 × length) and so on. */
function baseline(
  rule: Extract<Rule, { kind: 'baseline' }>,
  state: GroupState,
  entry: Entry,
): readonly Entry[] | undefined {
  const length = minutes(rule.withinMinutes);
  const number = Math.floor(entry.m / length);
  const past = (state.b ??= []);
  // Counted before the window slides: a thing that was there before adds nothing.
  const isNew = (tallyOf(rule, state).counts.get(entry.d ?? entry.i) ?? 0) === 0;
  const tally = slide(rule, state, entry, length);
  const now = past.at(-1);
  if (now?.[0] === number) now[1] += isNew ? 1 : 0;
  else if (!now || now[0] < number) past.push([number, 1, 0]);
  while (past[0]![0] < number - Math.ceil(minutes(1440 * rule.days) / length)) past.shift();
  const amount = tally.counts.size;
  if (amount < rule.floor) return undefined;
  // The window before may hold the first part of the same burst.
  let sum = 0;
  let windows = 0;
  const recent = number - Math.ceil(minutes(1440 * burstDays) / length);
  for (const [window, count, burst] of past) {
    if (window >= number - 1) break;
    if (burst === 1 && window >= recent) continue;
    sum += count;
    windows += 1;
  }
  if (windows > 0 && amount < (rule.times * sum) / windows) return undefined;
  const current = past.at(-1)!;
  if (current[0] === number) current[2] = 1;
  return live(state);
}

function firstSeen(learnDays: number, state: GroupState, entry: Entry): readonly Entry[] | undefined {
  state.since ??= entry.m;
  const values = (state.f ??= {});
  const value = String(entry.d ?? 0);
  const known = values[value] !== undefined;
  if (!known && Object.keys(values).length >= valueLimit) return undefined;
  values[value] = Math.max(values[value] ?? 0, entry.m);
  return !known && entry.m - state.since >= minutes(1440 * learnDays) ? [entry] : undefined;
}

function travel(kilometers: number, speed: number, state: GroupState, entry: Entry): readonly Entry[] | undefined {
  if (!entry.p) return undefined;
  const last = state.e[0];
  if (!last || last.m <= entry.m) state.e = [entry];
  if (!last?.p) return undefined;
  const distance = distanceBetween(last.p, entry.p);
  const hours = Math.abs(entry.m - last.m) / 3_600_000;
  return distance >= kilometers && distance >= speed * hours ? [last, entry] : undefined;
}

function silence(hours: number, state: GroupState, entry: Entry): readonly Entry[] | undefined {
  const last = state.e[0];
  if (!last || last.m <= entry.m) state.e = [entry];
  return last && entry.m - last.m > hours * 3_600_000 ? [last, entry] : undefined;
}

/** Kilometers on the great circle (haversine, mean radius of the Earth 6,371 km). */
function distanceBetween(a: Place, b: Place): number {
  const radians = (degrees: number) => (degrees * Math.PI) / 180;
  const height =
    Math.sin(radians(b.latitude - a.latitude) / 2) ** 2 +
    Math.cos(radians(a.latitude)) *
      Math.cos(radians(b.latitude)) *
      Math.sin(radians(b.longitude - a.longitude) / 2) ** 2;
  return 2 * 6371 * Math.asin(Math.min(1, Math.sqrt(height)));
}
