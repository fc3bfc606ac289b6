import { WardlineError } from '../../core/errors.ts';
import { isPlainObject, plainText } from '../../core/shape.ts';
import { type Condition, listOf, member, named, readCondition, readContent } from './condition.ts';

/** What a person meets, from mild to strict. `justify`: blocked unless they give a reason. `none`: only an audit entry. */
export const ladder = ['none', 'tip', 'justify', 'encrypt', 'block'] as const;
export type Action = (typeof ladder)[number];

export interface Rule {
  name: string;
  condition: Condition;
  action: Action;
  /** The policy tip's own text; absent: Microsoft's. */
  tip?: string;
  /** When it matches, no rule after it is looked at. */
  stops: boolean;
}

export interface Policy {
  name: string;
  /** By priority, without those that are switched off. */
  rules: readonly Rule[];
}

const mostRules = 600;
/** Fields of a rule that say what it does or who made it, and ask nothing of the item. */
const conditions =
  /^(?:ExceptIf\w+|AccessScope|RecipientDomainIs|SenderDomainIs|ContentExtensionMatchesWords|SubjectContainsWords|DocumentNameMatchesWords|DocumentContainsWordsInName|ContentContainsSensitivityLabel|SubjectMatchesPatterns|From\w*|SentTo\w*|AnyOf\w+|Document\w+|ContentIs\w+|ContentPropertyContainsWords|HasSenderOverride|Header\w+|MessageSizeOver|MessageTypeMatches|ProcessingLimitExceeded|Recipient\w+|Sender\w+|Subject\w+|UnscannableDocumentExtensionIs|WithImportance|AttachmentIs\w+)$/i;

/**
 * Reads a policy: `{ name, rules: [...] }` with rules as Get-DlpComplianceRule shows them, one such rule, or the rule
 * builder's JSON alone, which then has no action but a tip. Throws `bad-input`.
 */
export function readPolicy(raw: unknown, name: string): Policy {
  if (!isPlainObject(raw) && !Array.isArray(raw)) throw refusal(name, 'it is no object.');
  const list = Array.isArray(raw) ? raw : listOf(member(raw, 'Rules') ?? raw);
  if (list.length === 0 || list.length > mostRules) throw refusal(name, `it has no rules, or more than ${mostRules}.`);
  const rules = list
    .filter((rule) => !/^true$/i.test(plainText(member(rule, 'Disabled'))))
    .map((rule, at) => ({ rule: ruleOf(rule, at, name), priority: Number(plainText(member(rule, 'Priority')) || at) }))
    .sort((a, b) => a.priority - b.priority)
    .map(({ rule }) => rule);
  return { name: plainText(member(raw, 'Name')) || name, rules };
}

function ruleOf(raw: unknown, at: number, file: string): Rule {
  const name = plainText(member(raw, 'Name')) || `rule ${at + 1}`;
  const condition = conditionOf(raw);
  if (!condition) throw refusal(file, `the condition of rule ${at + 1} cannot be read.`);
  const tip = plainText(member(raw, 'NotifyPolicyTipCustomText'));
  return {
    name,
    condition,
    action: actionOf(raw),
    ...(tip !== '' && { tip }),
    stops: isSet(member(raw, 'StopPolicyProcessing')),
  };
}

function conditionOf(raw: unknown): Condition | undefined {
  const parts = ownConditions(raw);
  if (parts.length === 0 || parts.includes(undefined)) return undefined;
  return { kind: 'and', of: [...(parts as Condition[]), ...notJudged(raw)] };
}

function ownConditions(raw: unknown): (Condition | undefined)[] {
  const advanced = member(raw, 'AdvancedRule');
  if (isSet(advanced)) return [readCondition(advanced)];
  if (isBare(raw)) return [readCondition(raw)];
  const content = member(raw, 'ContentContainsSensitiveInformation');
  const parts: (Condition | undefined)[] = isSet(content) ? [readContent(content)] : [];
  for (const [field, value] of Object.entries(isPlainObject(raw) ? raw : {})) {
    if (conditions.test(field) && isSet(value)) parts.push(named(field, value));
  }
  return parts;
}

/** Actions that depend on more than an item shows: a rule with one is undecided where its conditions hold. */
function notJudged(raw: unknown): Condition[] {
  const found: Condition[] = [];
  if (isSet(member(raw, 'EndpointDlpRestrictions'))) found.push({ kind: 'other', name: 'EndpointDlpRestrictions' });
  if (/^peranonymoususer$/i.test(plainText(member(raw, 'BlockAccessScope'))))
    found.push({ kind: 'other', name: 'BlockAccessScope PerAnonymousUser' });
  return found;
}

/** The rule builder's JSON without a rule around it. */
function isBare(raw: unknown): boolean {
  return member(raw, 'Condition') !== undefined || member(raw, 'SubConditions') !== undefined;
}

function actionOf(raw: unknown): Action {
  const override = listOf(member(raw, 'NotifyAllowOverride')).map(plainText);
  if (isSet(member(raw, 'BlockAccess')))
    return override.some((one) => /(?<!out)justification/i.test(one)) ? 'justify' : 'block';
  // A message that waits for a moderator or in quarantine does not reach anybody.
  if (isSet(member(raw, 'Quarantine')) || isSet(member(raw, 'Moderate'))) return 'block';
  if (isSet(member(raw, 'EncryptRMSTemplate'))) return 'encrypt';
  const told = isSet(member(raw, 'NotifyUser')) || isSet(member(raw, 'NotifyPolicyTipCustomText'));
  return told || isBare(raw) ? 'tip' : 'none';
}

function isSet(value: unknown): boolean {
  if (value === undefined || value === null || value === false) return false;
  if (typeof value === 'string') return value.trim() !== '' && !/^false$/i.test(value);
  return Array.isArray(value) ? value.some(isSet) : true;
}

function refusal(name: string, reason: string): WardlineError {
  return new WardlineError(
    'bad-input',
    `${name} is no DLP policy: ${reason}`,
    'Give { name, rules: [...] } with rules as Get-DlpComplianceRule shows them, or the AdvancedRule JSON of one rule.',
  );
}
