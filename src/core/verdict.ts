import type { JudgedOutcome } from './outcome.ts';
import type { ReadKey } from './snapshot.ts';

/** One object that a judgement rests on: what was wanted, what was found, and where that was read. */
export interface Evidence {
  /** Stable identity in the tenant (object id, address, policy identity): `diff` compares by it. */
  id: string;
  name: string;
  expected: string;
  actual: string;
  readFrom: ReadKey;
  /** This object's own part in the outcome when it differs from the control's. */
  outcome?: JudgedOutcome;
}

export interface Verdict {
  outcome: JudgedOutcome;
  /** One or two present-tense sentences: what was found, how many of how many. */
  why: string;
  /** A fail or partial names each offending object; a pass names what it rests on. */
  resources: readonly Evidence[];
  /** The smallest change that would make it pass, where it can be computed. */
  wouldPassIf?: string;
  /** The verdict on each policy (SCuBA id) that this control answers, when they differ. */
  policies?: Readonly<Record<string, JudgedOutcome>>;
}

interface Extras {
  wouldPassIf?: string;
  policies?: Record<string, JudgedOutcome>;
}

export function pass(why: string, resources: readonly Evidence[] = [], extras: Extras = {}): Verdict {
  return { outcome: 'pass', why, resources, ...extras };
}

export function fail(why: string, resources: readonly Evidence[], extras: Extras = {}): Verdict {
  return { outcome: 'fail', why, resources, ...extras };
}

export function partial(why: string, resources: readonly Evidence[], extras: Extras = {}): Verdict {
  return { outcome: 'partial', why, resources, ...extras };
}

/** The condition that the control speaks of does not exist here, e.g. Anyone links expire where there are none. */
export function notApplicable(why: string, extras: Extras = {}): Verdict {
  return { outcome: 'not-applicable', why, resources: [], ...extras };
}

export function notLicensed(why: string, extras: Extras = {}): Verdict {
  return { outcome: 'not-licensed', why, resources: [], ...extras };
}

/** The data that were read cannot answer. Never use it for something that was read and is bad. */
export function unknown(why: string, resources: readonly Evidence[] = [], extras: Extras = {}): Verdict {
  return { outcome: 'unknown', why, resources, ...extras };
}

/** Worst first: what decides when several parts make one control. */
const rank: JudgedOutcome[] = ['fail', 'partial', 'unknown', 'not-licensed', 'pass', 'not-applicable'];

/**
 * One verdict from named parts. The worst part decides (fail, partial, unknown, not-licensed, pass,
 * not-applicable), its reasons come first. A part whose name holds SCuBA ids (`MS.EXO.4.1v1`, several separated by
 * spaces) also gives the verdict on those policies.
 */
export function combine(parts: Readonly<Record<string, Verdict>>): Verdict {
  const entries = Object.entries(parts).sort(([, a], [, b]) => rank.indexOf(a.outcome) - rank.indexOf(b.outcome));
  const first = entries[0];
  if (!first) throw new Error('combine needs at least one part');
  const outcome = first[1].outcome;
  const deciding = entries.filter(([, part]) => part.outcome === outcome);
  // A part that fell short of the outcome stays visible: an unknown beside a fail must not be lost.
  const shown = entries.filter(([, part]) => rank.indexOf(part.outcome) <= Math.max(rank.indexOf(outcome), 3));
  const policies: Record<string, JudgedOutcome> = {};
  for (const [name, part] of entries) {
    for (const id of name.split(' ')) if (id.startsWith('MS.')) policies[id] = part.outcome;
    Object.assign(policies, part.policies);
  }
  const hints = [...new Set(deciding.map(([, part]) => part.wouldPassIf).filter((hint) => hint !== undefined))];
  return {
    outcome,
    why: [...new Set(shown.map(([, part]) => part.why))].join(' '),
    resources: entries
      .filter(([, part]) => part.outcome !== 'pass' || outcome === 'pass')
      .flatMap(([, part]) =>
        part.outcome === outcome
          ? part.resources
          : part.resources.map((resource) => ({ outcome: part.outcome, ...resource })),
      ),
    ...(hints.length > 0 && { wouldPassIf: hints.join(' ') }),
    ...(Object.keys(policies).length > 0 && { policies }),
  };
}
