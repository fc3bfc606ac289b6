import type { Condition, Group, TypeAsked } from './condition.ts';
import type { CountType } from './find-types.ts';
import { type Action, type Policy, ladder } from './policy.ts';

/** What a policy can ask of an item beside its content. All texts in small letters. */
export interface Envelope {
  /** Undefined: nobody said, and it cannot be told. */
  sharedOutside?: boolean | undefined;
  recipientDomains: readonly string[];
  senderDomain: string;
  /** Of the file or attachment, without the dot. */
  extension: string;
  name: string;
  subject: string;
  labels: readonly string[];
}

/** A type of a group that was found. Never a value. */
export interface Evidence {
  group: string;
  type: string;
  count: number;
  confidence: number;
  /** Found by a detector of Wardline's in place of one that Microsoft does not publish. */
  standIn?: true;
}

export interface RuleVerdict {
  rule: string;
  /** `undecided`: it would match if what Wardline cannot judge held. */
  outcome: 'match' | 'undecided';
  action: Action;
  tip?: string;
  evidence: Evidence[];
  /** What could not be judged. */
  open: string[];
}

export interface ItemVerdict {
  /** The strictest action of the rules that match. */
  action: Action;
  tip?: string;
  rules: RuleVerdict[];
}

type Answer = 'yes' | 'no' | 'unknown';

interface Trail {
  evidence: Evidence[];
  open: Set<string>;
}

/** Judges one item - a file, the body of a message, or an attachment - by every rule of a policy. */
export function judgeItem(policy: Policy, envelope: Envelope, count: CountType): ItemVerdict {
  const rules: RuleVerdict[] = [];
  for (const rule of policy.rules) {
    const trail: Trail = { evidence: [], open: new Set() };
    const answer = ask(rule.condition, envelope, count, trail);
    if (answer === 'no') continue;
    rules.push({
      rule: rule.name,
      outcome: answer === 'yes' ? 'match' : 'undecided',
      action: rule.action,
      ...(rule.tip !== undefined && { tip: rule.tip }),
      evidence: trail.evidence,
      open: [...trail.open],
    });
    if (answer === 'yes' && rule.stops) break;
  }
  return { ...strictest(rules.filter(({ outcome }) => outcome === 'match')), rules };
}

/** The strictest action of several verdicts, with its tip. */
export function strictest(verdicts: readonly { action: Action; tip?: string }[]): { action: Action; tip?: string } {
  let best: { action: Action; tip?: string } = { action: 'none' };
  for (const { action, tip } of verdicts) {
    const rank = ladder.indexOf(action) - ladder.indexOf(best.action);
    if (rank > 0 || (rank === 0 && best.tip === undefined)) best = { action, ...(tip !== undefined && { tip }) };
  }
  return best;
}

function ask(condition: Condition, envelope: Envelope, count: CountType, trail: Trail): Answer {
  switch (condition.kind) {
    case 'and':
      return all(condition.of.map((part) => ask(part, envelope, count, trail)));
    case 'or':
      return any(condition.of.map((part) => ask(part, envelope, count, trail)));
    case 'not': {
      // What must not be there is no evidence of a match.
      const inner = all(condition.of.map((part) => ask(part, envelope, count, { evidence: [], open: trail.open })));
      return inner === 'yes' ? 'no' : inner === 'no' ? 'yes' : 'unknown';
    }
    case 'group':
      return askGroup(condition.group, envelope, count, trail);
    case 'shared':
      if (envelope.sharedOutside === undefined) trail.open.add('whether it is shared outside');
      return envelope.sharedOutside === undefined
        ? 'unknown'
        : envelope.sharedOutside === condition.outside
          ? 'yes'
          : 'no';
    case 'words':
      return holdsWord(condition.field, condition.words, envelope) ? 'yes' : 'no';
    case 'other':
      trail.open.add(`condition ${condition.name}`);
      return 'unknown';
  }
}

function askGroup(
  { name, operator, types, labels }: Group,
  { labels: own }: Envelope,
  count: CountType,
  trail: Trail,
): Answer {
  const answers = types.map((asked) => askType(name, asked, count, trail));
  // Several labels mean any of them.
  if (labels.length > 0) answers.push(labels.some((label) => own.includes(label)) ? 'yes' : 'no');
  return operator === 'and' ? all(answers) : any(answers);
}

function askType(group: string, asked: TypeAsked, count: CountType, trail: Trail): Answer {
  const found = count(asked);
  if (!found) {
    trail.open.add(`${asked.classifier ? 'classifier' : 'type'} ${asked.name}`);
    return 'unknown';
  }
  const holds = found.count >= asked.minCount && found.count <= asked.maxCount;
  if (found.count > 0 && holds)
    trail.evidence.push({
      group,
      type: asked.name,
      count: found.count,
      confidence: found.confidence,
      ...(found.standIn && { standIn: true as const }),
    });
  if (found.undecided === 0) return holds ? 'yes' : 'no';
  const could = found.count + found.undecided >= asked.minCount && found.count <= asked.maxCount;
  if (holds && found.count + found.undecided <= asked.maxCount) return 'yes';
  if (could) trail.open.add(`type ${asked.name}`);
  return could ? 'unknown' : 'no';
}

function holdsWord(
  field: Extract<Condition, { kind: 'words' }>['field'],
  words: readonly string[],
  envelope: Envelope,
): boolean {
  switch (field) {
    case 'recipient-domain':
      return envelope.recipientDomains.some((domain) => words.some((word) => isUnder(domain, word)));
    case 'sender-domain':
      return words.some((word) => isUnder(envelope.senderDomain, word));
    case 'extension':
      return words.includes(envelope.extension);
    case 'label':
      return envelope.labels.some((label) => words.includes(label));
    case 'subject':
    case 'name':
      return words.some((word) => hasWord(field === 'subject' ? envelope.subject : envelope.name, word));
  }
}

function isUnder(domain: string, parent: string): boolean {
  return domain === parent || domain.endsWith(`.${parent}`);
}

function hasWord(text: string, word: string): boolean {
  const escaped = word.replaceAll(/[\\^$.*+?()[\]{}|/]/g, '\\$&');
  return word !== '' && new RegExp(`(?<![\\p{L}\\p{N}_])${escaped}(?![\\p{L}\\p{N}_])`, 'iu').test(text);
}

function all(answers: readonly Answer[]): Answer {
  return answers.includes('no') ? 'no' : answers.includes('unknown') ? 'unknown' : 'yes';
}

function any(answers: readonly Answer[]): Answer {
  return answers.includes('yes') ? 'yes' : answers.includes('unknown') ? 'unknown' : 'no';
}
