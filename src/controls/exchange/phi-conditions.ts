import { asList, isPlainObject, plainText } from '../../core/shape.ts';
import type { SectionData } from '../../core/snapshot.ts';
import { type MailFlowRule, conditionNames } from './mail-flow-rule.ts';

type DlpRule = SectionData<'dlpRules'>[number];

/** What sets off a rule: health terms, a label, a word, every message, or something that finds no health data. */
export type Trigger = 'health' | 'label' | 'keyword' | 'everything' | 'other';

/** Microsoft's sensitive information types that speak of health, by name. An SSN or a DEA number alone does not. */
const healthTypes =
  /\bICD-?(9|10)\b|classification of diseases|medical (terms|specialt|conditions|record)|diseases|impairments|medications?\b|(blood|lab(oratory)?) tests?|surgical procedures|health (insurance|plan|service|care)|medicare|hipaa|\bphi\b|patient/i;

/** Conditions of a mail flow rule that choose by content or direction; any other one narrows it to some people. */
const contentConditions =
  /^(SentToScope|FromScope|MessageContains(All)?DataClassifications|Header(Contains|Matches)(Words|Patterns)?|Subject(OrBody)?(Contains|Matches)(Words|Patterns)?)$/i;

export function triggerOfRule(rule: MailFlowRule): Trigger {
  const types = [rule.messageContainsDataClassifications, rule.messageContainsAllDataClassifications].flatMap(
    typeNames,
  );
  const words = [
    rule.subjectContainsWords,
    rule.subjectOrBodyContainsWords,
    rule.subjectMatchesPatterns,
    rule.subjectOrBodyMatchesPatterns,
  ];
  if (types.some((name) => healthTypes.test(name))) return 'health';
  if (
    [rule.headerContainsMessageHeader, rule.headerMatchesMessageHeader].some((header) =>
      /^msip_labels$/i.test(header ?? ''),
    )
  )
    return 'label';
  if (words.some((list) => (list ?? []).length > 0)) return 'keyword';
  if (types.length > 0 || rule.headerContainsMessageHeader || rule.headerMatchesMessageHeader) return 'other';
  return 'everything';
}

/** Conditions that limit the rule to some senders or recipients. */
export function narrowingConditions(rule: MailFlowRule): string[] {
  return conditionNames(rule).filter((name) => !contentConditions.test(name));
}

export function triggerOfDlpRule(rule: DlpRule): Trigger {
  const names = [...dlpNames(rule.contentContainsSensitiveInformation), ...dlpNames(parsed(rule.advancedRule))];
  if (names.some(({ name, kind }) => kind === 'type' && healthTypes.test(name))) return 'health';
  if (names.some(({ kind }) => kind === 'label')) return 'label';
  return 'other';
}

/** A list of texts or of `{ name, … }`. */
function typeNames(raw: unknown): string[] {
  return asList(raw).flatMap((entry) => {
    if (typeof entry === 'string') return [entry];
    const name = isPlainObject(entry) ? (entry['name'] ?? entry['Name']) : undefined;
    return typeof name === 'string' ? [name] : [];
  });
}

interface Named {
  name: string;
  kind: 'type' | 'label';
}

/** Far beyond what Microsoft lets anybody nest: what lies deeper is not read. */
const deepest = 1000;

/** The types and labels that a DLP condition asks for; what stands under "not" is left out. */
function dlpNames(node: unknown, kind?: Named['kind'], depth = 0): Named[] {
  if (depth > deepest) return [];
  if (Array.isArray(node)) return node.flatMap((entry) => dlpNames(entry, kind, depth + 1));
  if (!isPlainObject(node) || /^not$/i.test(plainText(node['Operator'] ?? node['operator']))) return [];
  const below = Object.entries(node).flatMap(([key, value]) => {
    if (/^sensitivetypes$/i.test(key)) return dlpNames(value, 'type', depth + 1);
    if (/^labels$/i.test(key)) return dlpNames(value, 'label', depth + 1);
    return typeof value === 'object' && value !== null ? dlpNames(value, undefined, depth + 1) : [];
  });
  const name = node['name'] ?? node['Name'];
  // Without groups the list holds the types themselves.
  const isType =
    kind !== undefined ||
    (typeof name === 'string' && below.length === 0 && !('Value' in node) && !('ConditionName' in node));
  return typeof name === 'string' && isType ? [{ name, kind: kind ?? 'type' }, ...below] : below;
}

/** Some collectors write the JSON with single quotes and with the letters `rn` where the line breaks were. */
function parsed(raw: unknown): unknown {
  if (typeof raw !== 'string') return raw;
  for (const form of [raw, raw.replaceAll(/rn(?=\s*(?:['"{}[\]]|$))/g, ' ').replaceAll("'", '"')]) {
    try {
      return JSON.parse(form);
    } catch {
      continue;
    }
  }
  return undefined;
}
