import type { AuditEvent } from '../audit-event.ts';
import { fieldsOf, numberOf, objectsOf, opens, textOf } from './values.ts';

export interface DlpFacts {
  /** The person whose file or mail it is: the record's own user is often Microsoft's agent. */
  person?: string;
  policies: readonly string[];
  rules: readonly { name?: string; severity?: string; actions: readonly string[]; mode?: string }[];
  /** How many values of each kind of sensitive information matched; never the values. */
  found: readonly { type: string; count: number; confidence?: number }[];
  /** Set when a person overrode the policy or called it wrong. */
  exception?: {
    reason: 'override' | 'false-positive' | 'document-change' | 'policy-change' | 'unknown';
    justified: boolean;
  };
  /** Mail addresses that the message went to, lower case. */
  recipients: readonly string[];
  site?: string;
}

/** DLP facts of record types 11, 13, 33, 63 and 107; undefined for other records. */
export function dlpOf(event: AuditEvent): DlpFacts | undefined {
  const raw = event.raw;
  if (!event.op.startsWith('dlp') && raw['PolicyDetails'] === undefined) return undefined;
  const policies = objectsOf(raw['PolicyDetails']);
  const rules = policies.flatMap((policy) => objectsOf(policy['Rules']));
  const sharePoint = fieldsOf(raw['SharePointMetaData']);
  const exchange = fieldsOf(raw['ExchangeMetaData']);
  const person = textOf(exchange?.['From'] ?? sharePoint?.['From'] ?? fieldsOf(raw['EndpointMetaData'])?.['From']);
  const exception = exceptionOf(raw['ExceptionInfo'], rules);
  const site = textOf(sharePoint?.['SiteCollectionUrl']);
  return {
    ...(person && { person }),
    policies: policies.map((policy) => textOf(policy['PolicyName'])).filter((name) => name !== undefined),
    rules: rules.map(ruleFacts),
    found: rules.flatMap((rule) => found(rule['ConditionsMatched'])),
    ...(exception && { exception }),
    recipients: ['To', 'CC', 'BCC'].flatMap((field) => words(exchange?.[field])).map((name) => name.toLowerCase()),
    ...(site && { site }),
  };
}

function ruleFacts(rule: Readonly<Record<string, unknown>>): DlpFacts['rules'][number] {
  const name = textOf(rule['RuleName']);
  const severity = textOf(rule['Severity']);
  const mode = textOf(rule['RuleMode']);
  return {
    actions: words(rule['Actions']),
    ...(name && { name }),
    ...(severity && { severity }),
    ...(mode && { mode }),
  };
}

function found(conditions: unknown): DlpFacts['found'] {
  return objectsOf(fieldsOf(conditions)?.['SensitiveInformation']).map((entry) => {
    const confidence = numberOf(entry['Confidence']);
    return {
      type: textOf(entry['SensitiveInformationTypeName'] ?? entry['SensitiveType']) ?? 'unknown',
      count: numberOf(entry['Count']) ?? 1,
      ...(confidence !== undefined && { confidence }),
    };
  });
}

/** Microsoft types ExceptionInfo as text in one table and as an object in another; Exchange puts the override into the rule. */
function exceptionOf(given: unknown, rules: readonly Readonly<Record<string, unknown>>[]): DlpFacts['exception'] {
  const overridden = rules.some((rule) => words(rule['OverriddenActions']).length > 0);
  const info = fieldsOf(typeof given === 'string' ? opens(given) : given);
  const text = typeof given === 'string' ? given : undefined;
  const reason = (textOf(info?.['Reason']) ?? text ?? '').toLowerCase();
  const wrong = textOf(info?.['FalsePositive'])?.toLowerCase() === 'true' || /false ?positive["':= ]+true/.test(reason);
  const justified = textOf(info?.['Justification']) !== undefined || /justification["':= ]+\w/.test(reason);
  if (wrong) return { reason: 'false-positive', justified };
  if (overridden || reason.includes('override')) return { reason: 'override', justified };
  if (/document ?change/.test(reason)) return { reason: 'document-change', justified };
  if (/policy ?change/.test(reason)) return { reason: 'policy-change', justified };
  if (justified) return { reason: 'override', justified };
  return reason || (info && Object.keys(info).length > 0) ? { reason: 'unknown', justified } : undefined;
}

function words(value: unknown): string[] {
  const list = Array.isArray(value) ? value : typeof value === 'string' ? value.split(/[;,]/) : [];
  return list.map(textOf).filter((word) => word !== undefined);
}
