import type { AuditEvent } from '../core/audit-event.ts';
import { momentOf } from '../core/clock.ts';
import type { Alert, Detection } from '../core/detection.ts';
import type { Organization } from '../core/organization.ts';
import { contextFor } from './detect-context.ts';
import { hashOf } from './detect-hash.ts';
import { type LearntDomains, OwnDomains } from './detect-own-domains.ts';
import { Runner, type RunnerState } from './detect-runner.ts';

export interface DetectorOptions {
  detections: readonly Detection[];
  organization: Organization;
  /**
   * How long an event waits for earlier ones, in event time. 0 for a stream that is in order already. What comes later
   * than this is still judged, at its own time.
   */
  latenessMinutes?: number;
}

/** All that a detector knows, as plain data: a detector made from it goes on where this one stood. */
export interface DetectorState {
  version: 1;
  latest: number;
  waiting: AuditEvent[];
  seen: [number[], number[]];
  tenant: string | null;
  domains: LearntDomains;
  runners: Record<string, RunnerState>;
  counts: DetectorCounts;
}

export interface DetectorCounts {
  events: number;
  /** Records that were there before, by tenant and id. */
  repeated: number;
  /** Events that came after the time for which the detector waits. */
  late: number;
}

/** Ids of each of two generations; the older one is forgotten when the younger is full. */
const seenLimit = 200_000;
const sweepEvery = 20_000;

/** Runs detections over a stream of events, one at a time. */
export class Detector {
  readonly #lateness: number;
  readonly #domains: OwnDomains;
  readonly #runners: readonly Runner[];
  readonly #byOperation = new Map<string, Runner[]>();
  readonly #always: Runner[] = [];
  #waiting: AuditEvent[];
  #seen: Set<number>;
  #seenBefore: Set<number>;
  #latest: number;
  /** The only tenant met; empty before the first, null once there are two. */
  #tenant: string | null;
  #day = '';
  /** The tenant of the latest event: mostly that of the next one. */
  #seeded = '';
  #seed = hashOf('') | 0;
  readonly counts: DetectorCounts;

  constructor({ detections, organization, latenessMinutes = 0 }: DetectorOptions, state?: DetectorState) {
    this.#lateness = latenessMinutes * 60_000;
    this.#domains = new OwnDomains(organization.watch?.domains ?? [], state?.domains);
    this.#latest = state?.latest ?? 0;
    this.#tenant = state ? state.tenant : '';
    this.#waiting = [...(state?.waiting ?? [])];
    this.#seen = new Set(state?.seen[0]);
    this.#seenBefore = new Set(state?.seen[1]);
    this.counts = { ...(state?.counts ?? { events: 0, repeated: 0, late: 0 }) };
    const context = contextFor(organization, this.#domains);
    const at = momentOf(this.#latest);
    this.#runners = detections.map(
      (detection) => new Runner(detection, organization, context, at, state?.runners[detection.id]),
    );
    for (const runner of this.#runners) {
      const { operations } = runner.detection;
      if (operations === 'all') this.#always.push(runner);
      else
        for (const op of new Set(operations)) this.#byOperation.set(op, [...(this.#byOperation.get(op) ?? []), runner]);
    }
  }

  /** Lets the own domains be learnt before the events that need them, e.g. from a buffer that is about to be judged. */
  learn(event: AuditEvent): void {
    this.#domains.learn(event);
    if (event.tenant !== '' && event.tenant !== this.#tenant) this.#tenant = this.#tenant === '' ? event.tenant : null;
  }

  take(given: AuditEvent): void {
    this.learn(given);
    // Directory audits and risk detections of Graph do not name the tenant.
    const event = given.tenant === '' && this.#tenant ? { ...given, tenant: this.#tenant } : given;
    if (this.#isRepeated(event)) {
      if (event.source === 'sign-in') this.#tellMore(event);
      return;
    }
    this.counts.events += 1;
    if (event.millis < this.#latest - this.#lateness) this.counts.late += 1;
    this.#latest = Math.max(this.#latest, event.millis);
    if (this.#lateness === 0) this.#judge(event);
    else {
      this.#insert(event);
      this.#release(this.#latest - this.#lateness);
    }
    if (this.counts.events % sweepEvery === 0)
      for (const runner of this.#runners) runner.sweep(this.#latest - this.#lateness);
  }

  /** No more events: judges those that wait, and what has been silent until the end. */
  finish(): void {
    this.#release(Infinity);
    for (const runner of this.#runners) runner.settle(this.#latest);
  }

  /** Alerts that are new or have grown since the last call, by time. An alert keeps its `id` while it grows. */
  drain(): Alert[] {
    const alerts = this.#runners.flatMap((runner) => runner.drain());
    return alerts.sort(
      (a, b) => compare(a.firstAt, b.firstAt) || compare(a.detection, b.detection) || compare(a.group, b.group),
    );
  }

  /** Groups that were forgotten for want of room, and records that a detection broke on. */
  get trouble(): { dropped: number; faults: Record<string, number> } {
    const faulty = this.#runners.filter((runner) => runner.faults > 0);
    return {
      dropped: this.#runners.reduce((sum, runner) => sum + runner.dropped, 0),
      faults: Object.fromEntries(faulty.map((runner) => [runner.detection.id, runner.faults])),
    };
  }

  state(): DetectorState {
    return {
      version: 1,
      latest: this.#latest,
      waiting: this.#waiting,
      seen: [[...this.#seen], [...this.#seenBefore]],
      tenant: this.#tenant,
      domains: this.#domains.toJSON(),
      runners: Object.fromEntries(this.#runners.map((runner) => [runner.detection.id, runner.toJSON()])),
      counts: this.counts,
    };
  }

  #isRepeated(event: AuditEvent): boolean {
    if (event.tenant !== this.#seeded) [this.#seeded, this.#seed] = [event.tenant, hashOf(event.tenant) | 0];
    const isNew = this.#remember(hashOf(event.id, this.#seed));
    if (!isNew) this.counts.repeated += 1;
    else if (event.source === 'sign-in') this.#remember(hashOf(`${event.id} of Graph`, this.#seed));
    return !isNew;
  }

  /** False when it was there before. */
  #remember(key: number): boolean {
    if (this.#seen.has(key) || this.#seenBefore.has(key)) return false;
    if (this.#seen.size >= seenLimit) [this.#seenBefore, this.#seen] = [this.#seen, new Set()];
    this.#seen.add(key);
    return true;
  }

  /** Graph tells a sign-in of the unified log under the same id with more: the place, why a prompt failed. While that one waits, this one takes its place; later it goes to the detections that need a place. */
  #tellMore(event: AuditEvent): void {
    if (!this.#remember(hashOf(`${event.id} of Graph`, this.#seed))) return;
    for (let at = this.#waiting.length - 1; at >= 0; at -= 1) {
      const known = this.#waiting[at]!;
      // The unified log cuts the fraction of the second off.
      if (known.millis < event.millis - 1_000) break;
      if (known.id !== event.id || known.tenant !== event.tenant) continue;
      if (known.source === 'unified') this.#waiting[at] = { ...event, millis: known.millis, at: known.at };
      return;
    }
    for (const runner of this.#byOperation.get(event.op) ?? []) if (runner.detection.needsPlaces) runner.take(event);
  }

  #insert(event: AuditEvent): void {
    let at = this.#waiting.length;
    while (at > 0 && this.#waiting[at - 1]!.millis > event.millis) at -= 1;
    this.#waiting.splice(at, 0, event);
  }

  #release(until: number): void {
    let ready = 0;
    while (ready < this.#waiting.length && this.#waiting[ready]!.millis <= until) ready += 1;
    if (ready > 0) for (const event of this.#waiting.splice(0, ready)) this.#judge(event);
  }

  #judge(event: AuditEvent): void {
    const day = event.at.slice(0, 10);
    if (day !== this.#day) {
      this.#day = day;
      for (const runner of this.#runners) runner.newDay(event.at);
    }
    for (const runner of this.#byOperation.get(event.op) ?? [])
      if (isOfType(runner.detection, event)) runner.take(event);
    for (const runner of this.#always) if (isOfType(runner.detection, event)) runner.take(event);
  }
}

function isOfType({ recordTypes }: Detection, { recordType }: AuditEvent): boolean {
  return recordTypes === undefined || recordType === undefined || recordTypes.includes(recordType);
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
