import type { Duty } from '../core/duty.ts';
import type { Outcome } from '../core/outcome.ts';
import type { Severity } from '../core/severity.ts';

/** A control whose outcome is another one than a week before. */
export interface DigestChange {
  control: string;
  title: string;
  before: Outcome;
  after: Outcome;
  regressed: boolean;
}

/** What happened in a week and what is due: for a person to read, sign and follow up. No name of a file or a patient. */
export interface WeeklyDigest {
  /** `2026-W47`; its days, of which `to` is out. */
  week: string;
  from: string;
  to: string;
  madeAt: string;
  score?: { today: number; before?: number };
  changes: DigestChange[];
  /** Changes to settings that were made through Wardline, and decisions that were recorded. */
  runs: number;
  decisions: number;
  due: Pick<Duty, 'title' | 'due' | 'state' | 'page' | 'kind'>[];
  alerts: { severity: Severity; open: number; oldestDays?: number; raised: number; closed: number }[];
  /** Items with PHI that scans found new or changed in the week, and in the week before. */
  phi: { scans: number; items: number; before: number };
  log: { records: number; before: number };
  signed?: { by: string; at: string; note: string };
}

interface Judged {
  control: string;
  title: string;
  outcome: Outcome;
}

/** How far each outcome is from being fine. */
const distance: Readonly<Record<Outcome, number>> = {
  ...{ pass: 0, attested: 0, 'not-applicable': 0, excepted: 1, partial: 2, 'not-licensed': 2, unknown: 3, fail: 4 },
};

/** What differs between two checks, regressions first. A control that is new has no before and is left out. */
export function digestChanges(before: readonly Judged[], after: readonly Judged[]): DigestChange[] {
  const was = new Map(before.map(({ control, outcome }) => [control, outcome]));
  return after
    .flatMap(({ control, title, outcome }) => {
      const old = was.get(control);
      if (old === undefined || old === outcome) return [];
      return [{ control, title, before: old, after: outcome, regressed: distance[outcome] > distance[old] }];
    })
    .toSorted((a, b) => Number(b.regressed) - Number(a.regressed) || a.control.localeCompare(b.control));
}

/** Duties whose words may leave by a message: those of plans and findings can name objects of the tenant. */
const speakable: ReadonlySet<Duty['kind']> = new Set<Duty['kind']>([
  ...(['log-review', 'standing', 'check', 'scan', 'anchor', 'backup', 'certificate', 'attestation'] as const),
  ...(['exception', 'decision-review', 'alert'] as const),
]);

/** The digest as a message of a route: numbers and what is overdue. The rest is behind the link. */
export function digestMessage(
  digest: WeeklyDigest,
  tenant: { id: string; name: string },
): { subject: string; lines: string[]; facts: [string, string][] } {
  const { score, changes, due, alerts, phi, log, runs, decisions } = digest;
  const regressed = changes.filter((one) => one.regressed);
  const overdue = due.filter(({ state }) => state === 'overdue');
  const open = alerts.reduce((sum, one) => sum + one.open, 0);
  const moved = score?.before === undefined ? 0 : score.today - score.before;
  const number = (count: number) => count.toLocaleString('en-US');
  return {
    subject: `${tenant.name}: week of ${digest.from.slice(0, 10)}${overdue.length > 0 ? `, ${overdue.length} overdue` : ''}`,
    lines: [
      score
        ? `Score ${score.today}${moved === 0 ? '' : ` (${moved > 0 ? '+' : ''}${moved})`}. ${regressed.length === 1 ? '1 control' : `${regressed.length} controls`} got worse, ${changes.length - regressed.length} changed otherwise.`
        : 'The settings were not checked in this week.',
      `${number(open)} alerts are open, ${number(overdue.length)} duties overdue.`,
    ],
    facts: [
      ...regressed
        .slice(0, 10)
        .map(({ title, before, after }): [string, string] => ['Worse', `${title}: ${before} to ${after}`]),
      ...overdue
        .slice(0, 10)
        .map(({ kind, title, due: day }): [string, string] => [
          'Overdue',
          `${speakable.has(kind) ? title : `A duty of the kind ${kind}`}${day ? `, since ${day.slice(0, 10)}` : ''}`,
        ]),
      ...alerts
        .filter((one) => one.open + one.raised + one.closed > 0)
        .map(({ severity, open: now, oldestDays, raised, closed }): [string, string] => [
          `Alerts, ${severity}`,
          `${now} open${oldestDays === undefined ? '' : `, the oldest ${oldestDays} days`}; ${raised} raised, ${closed} closed`,
        ]),
      ['Changes', `${runs} runs, ${decisions} decisions`],
      [
        'PHI',
        phi.scans === 0
          ? 'not scanned in this week'
          : `${number(phi.items)} items new or changed (${number(phi.before)} the week before)`,
      ],
      ['Audit log', `${number(log.records)} events (${number(log.before)} the week before)`],
    ],
  };
}
