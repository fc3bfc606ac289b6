import { createHash } from 'node:crypto';
import type { AuditEvent } from '../core/audit-event.ts';
import { domainOf } from '../core/audit/address.ts';
import { dlpOf } from '../core/audit/dlp.ts';
import { type DlpMatch, dlpRulesOf } from '../core/audit/dlp-rules.ts';
import { type Judged, type Outcome, outcomeAt, sweep } from './tuning.ts';

/** A match of one DLP rule in the audit log, to be judged. Of people outside only the domain, and no name of a file. */
export interface DlpEvent extends DlpMatch {
  /** Names the match: the record and the rule. */
  id: string;
  record: string;
  at: string;
  workload: string;
  person?: string;
  /** Domains that a message went to, other than that of its sender. */
  toDomains: string[];
  site?: string;
  /** A person passed the rule, called it wrong, or it was undone. */
  exception?: 'override' | 'false-positive' | 'document-change' | 'policy-change' | 'unknown';
  justified?: boolean;
}

/** A person's verdict on a match, as it stands. */
interface Verdict extends Judged {
  rule: string;
  subject: string;
}

/** Operations of DLP in the log. */
export const dlpOperations = ['DLPRuleMatch', 'DLPRuleUndo', 'DLPInfo'] as const;

/** The matches that a record tells of, one for each rule. */
export function dlpEventsIn(event: AuditEvent): DlpEvent[] {
  const facts = dlpOf(event);
  if (!facts) return [];
  const sender = facts.person && domainOf(facts.person);
  const domains = facts.recipients.map((one) => domainOf(one)).filter((one) => one !== undefined && one !== sender);
  return dlpRulesOf(event).map((match) => ({
    ...match,
    id: createHash('sha256').update(`${event.id}\0${match.rule}`).digest('hex').slice(0, 12),
    ...{ record: event.id, at: event.at, workload: event.workload, toDomains: [...new Set(domains as string[])] },
    ...(facts.person !== undefined && { person: facts.person }),
    ...(facts.site !== undefined && { site: facts.site }),
    ...(facts.exception && { exception: facts.exception.reason, justified: facts.exception.justified }),
  }));
}

/** What stands for a logged match in the list of verdicts. A record's id says nothing of its content. */
export function eventSubject({ id }: Pick<DlpEvent, 'id'>): string {
  return `event-${id}`;
}

/** How a rule does: what it matched, and how the verdicts on it fall now and under other thresholds. */
export interface RuleRecord {
  rule: string;
  events: number;
  overridden: number;
  judged: number;
  now: Outcome;
  thresholds: (Outcome & { events: number })[];
}

/** Each rule with its matches in the time looked at, the least precise first; then those that most people passed. */
export function rulesOf(events: readonly DlpEvent[], verdicts: readonly Verdict[]): RuleRecord[] {
  const judgedOf = Map.groupBy(verdicts, ({ rule }) => rule.toLowerCase());
  return [...Map.groupBy(events, ({ rule }) => rule.toLowerCase()).values()]
    .map((own) => {
      const judged = judgedOf.get(own[0]!.rule.toLowerCase()) ?? [];
      // Without verdicts the thresholds still say how many matches there would be.
      const tried = sweep(judged.length > 0 ? judged : own.map(({ confidence, count }) => asIf(confidence, count)));
      return {
        ...{ rule: own[0]!.rule, events: own.length, judged: judged.length },
        overridden: own.filter(({ exception }) => exception === 'override' || exception === 'false-positive').length,
        now: outcomeAt(judged, { confidence: 0, count: 0 }),
        thresholds: tried.map(({ confidence, count }) => ({
          ...outcomeAt(judged, { confidence, count }),
          events: matchesAt(own, { confidence, count }),
        })),
      };
    })
    .toSorted((a, b) => (a.now.precision ?? 2) - (b.now.precision ?? 2) || b.overridden - a.overridden);
}

/** How many of the matches there would be under a threshold. */
export function matchesAt(
  events: readonly Pick<DlpEvent, 'confidence' | 'count'>[],
  threshold: { confidence: number; count: number },
): number {
  return events.filter(({ confidence, count }) => confidence >= threshold.confidence && count >= threshold.count)
    .length;
}

function asIf(confidence: number, count: number): Judged {
  return { verdict: 'true', confidence, count };
}
