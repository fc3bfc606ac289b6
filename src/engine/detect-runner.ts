import type { AuditEvent } from '../core/audit-event.ts';
import { isMicrosoftFrontEnd } from '../core/audit/front-end.ts';
import { signInOf } from '../core/audit/sign-in.ts';
import type { Alert, Detection, DetectionContext, Rule, Signal } from '../core/detection.ts';
import type { Organization } from '../core/organization.ts';
import { grow, mergeMillis, type OpenAlert, openAlert, told } from './detect-alerts.ts';
import { detectionParameters, isAllowed } from './detect-context.ts';
import { hashOf } from './detect-hash.ts';
import type { Entry, GroupState } from './detect-entry.ts';
import { judge, memoryOf } from './detect-window.ts';

/** What a detection remembers. Plain data. */
export interface RunnerState {
  groups: [string, GroupState][];
  open: [string, OpenAlert][];
  actions: [string, string][];
  /** Alerts that are over and were not told yet. */
  over: OpenAlert[];
  /** Keys of open alerts that have news. */
  news: string[];
  dropped: number;
  faults: number;
}

const groupLimit = 100_000;
const actionLimit = 10_000;

/** One detection at work: signals into groups, groups into alerts. */
export class Runner {
  readonly detection: Detection;
  readonly #organization: Organization;
  readonly #base: Omit<DetectionContext, 'parameters'>;
  #context: DetectionContext;
  #rule: Rule;
  readonly #groups: Map<string, GroupState>;
  readonly #open: Map<string, OpenAlert>;
  /** One action of a person, by correlation id, and the group that its alert has. */
  readonly #actions: Map<string, string>;
  #over: OpenAlert[];
  readonly #news: Set<string>;
  dropped: number;
  faults: number;

  constructor(
    detection: Detection,
    organization: Organization,
    base: Omit<DetectionContext, 'parameters'>,
    at: string,
    state?: RunnerState,
  ) {
    this.detection = detection;
    this.#organization = organization;
    this.#base = base;
    this.#groups = new Map(state?.groups);
    this.#open = new Map(state?.open);
    this.#actions = new Map(state?.actions);
    this.#over = [...(state?.over ?? [])];
    this.#news = new Set(state?.news);
    this.dropped = state?.dropped ?? 0;
    this.faults = state?.faults ?? 0;
    [this.#context, this.#rule] = this.#set(at);
  }

  /** Thresholds may end on a day: called when the day of the events changes. */
  newDay(at: string): void {
    [this.#context, this.#rule] = this.#set(at);
  }

  #set(at: string): [DetectionContext, Rule] {
    const parameters = detectionParameters(this.detection, this.#organization, at);
    return [{ ...this.#base, parameters }, this.detection.rule(parameters)];
  }

  take(event: AuditEvent): void {
    let signal: Signal | undefined;
    try {
      signal = this.detection.signal(event, this.#context);
    } catch {
      this.faults += 1;
    }
    if (!signal || isAllowed(this.#organization, this.detection.id, event, signal)) return;
    if (this.#rule.kind === 'travel' && !travels(event)) return;
    this.#count(event, signal);
  }

  #count(event: AuditEvent, signal: Signal): void {
    const rule = this.#rule;
    const key = this.#keyOf(event, signal);
    // A later step of somebody for whom the first has not come: most sign-ins.
    if (rule.kind === 'sequence' && signal.step !== rule.steps[0]?.step && !this.#groups.has(key)) return;
    const entry: Entry = { m: event.millis, i: event.id, y: signal.why, a: signal.actor ?? event.actor.name };
    if (signal.distinct !== undefined) entry.d = hashOf(signal.distinct);
    if (signal.weight !== undefined && signal.weight !== 1) entry.w = signal.weight;
    if (signal.step !== undefined) entry.s = signal.step;
    if (signal.place) entry.p = signal.place;
    if (signal.severity) entry.v = signal.severity;
    const state = rule.kind === 'each' ? { e: [], t: 0 } : this.#group(key);
    const entries = judge(rule, state, entry);
    if (entries) this.#alert(key, event.tenant, signal.group, entry, entries);
  }

  /** Records of one action of one person belong together, however each of them names its object. */
  #keyOf(event: AuditEvent, signal: Signal): string {
    const key = `${event.tenant}|${signal.group}`;
    if (this.#rule.kind !== 'each' || event.correlation === undefined) return key;
    const action = `${event.tenant}|${event.actor.key}|${event.correlation}`;
    const known = this.#actions.get(action);
    if (known !== undefined) return known;
    this.#actions.set(action, key);
    if (this.#actions.size > actionLimit) this.#actions.delete(this.#actions.keys().next().value!);
    return key;
  }

  #group(key: string): GroupState {
    let state = this.#groups.get(key);
    if (!state) {
      this.#groups.set(key, (state = { e: [], t: 0 }));
      if (this.#groups.size > groupLimit) {
        this.#groups.delete(this.#groups.keys().next().value!);
        this.dropped += 1;
      }
    }
    return state;
  }

  #alert(key: string, tenant: string, group: string, entry: Entry, entries: readonly Entry[]): void {
    const open = this.#open.get(key);
    const merge = mergeMillis(this.#rule);
    if (open && entry.m <= open.to + merge && entry.m >= open.from - merge) {
      const fresh = [entry];
      for (let at = entries.length - 1; at >= 0 && entries[at]!.k !== 1; at -= 1)
        if (entries[at] !== entry) fresh.unshift(entries[at]!);
      grow(open, this.detection, fresh);
    } else {
      if (open && this.#news.has(key)) this.#over.push(open);
      this.#open.delete(key);
      this.#open.set(key, openAlert(this.detection, tenant, group, hashOf(key).toString(36), entries));
    }
    this.#news.add(key);
  }

  /** For rules of silence: groups that were silent until `millis`, the latest time of the whole stream. */
  settle(millis: number): void {
    if (this.#rule.kind !== 'silence') return;
    for (const [key, { e }] of this.#groups) {
      const last = e[0];
      if (!last || millis - last.m <= this.#rule.hours * 3_600_000) continue;
      const bar = key.indexOf('|');
      const end = { ...last, m: millis };
      this.#alert(key, key.slice(0, bar), key.slice(bar + 1), end, [last, end]);
    }
  }

  /** Forgets what no later event can need. */
  sweep(millis: number): void {
    const oldest = millis - memoryOf(this.#rule);
    for (const [key, state] of this.#groups) if (state.t < oldest) this.#groups.delete(key);
    const merge = mergeMillis(this.#rule);
    for (const [key, open] of this.#open) {
      if (open.to + merge >= millis - 86_400_000) continue;
      if (this.#news.delete(key)) this.#over.push(open);
      this.#open.delete(key);
    }
  }

  /** Alerts that are new or have grown since the last call. */
  drain(): Alert[] {
    const open = [...this.#news].map((key) => this.#open.get(key)).filter((alert) => alert !== undefined);
    const alerts = [...this.#over, ...open].map((alert) => told(alert, this.detection));
    this.#over = [];
    this.#news.clear();
    return alerts;
  }

  toJSON(): RunnerState {
    return {
      groups: [...this.#groups],
      open: [...this.#open],
      actions: [...this.#actions],
      over: this.#over,
      news: [...this.#news],
      dropped: this.dropped,
      faults: this.faults,
    };
  }
}

/** Only a person who got in by hand has been somewhere. */
function travels(event: AuditEvent): boolean {
  return (
    event.outcome === 'success' &&
    !isMicrosoftFrontEnd(event) &&
    signInOf(event).interactive &&
    !signInOf(event).continuation
  );
}
