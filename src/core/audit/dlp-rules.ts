import type { AuditEvent } from '../audit-event.ts';
import { dlpOf } from './dlp.ts';
import { fieldsOf, numberOf, objectsOf, textOf } from './values.ts';

/** One rule that a message or file matched: never a value that matched, never a name of a file or a subject. */
export interface DlpMatch {
  policy: string;
  rule: string;
  /** As Purview runs it: `Enable`, `TestWithNotifications`, … */
  mode: string;
  severity: string;
  actions: string[];
  /** Purview's confidence, 0 to 100, and how many distinct values: the highest of the kinds found. */
  confidence: number;
  count: number;
  found: { type: string; count: number; confidence: number }[];
}

/** The rules that a DLP record says were matched; empty for other records. */
export function dlpRulesOf(event: AuditEvent): DlpMatch[] {
  if (dlpOf(event) === undefined) return [];
  return objectsOf(event.raw['PolicyDetails']).flatMap((policy) =>
    objectsOf(policy['Rules']).map((rule) => {
      const kinds = objectsOf(fieldsOf(rule['ConditionsMatched'])?.['SensitiveInformation']);
      const found = kinds.map((kind) => ({
        type: textOf(kind['SensitiveInformationTypeName'] ?? kind['SensitiveType']) ?? 'unknown',
        count: numberOf(kind['UniqueCount']) ?? numberOf(kind['Count']) ?? 1,
        confidence: numberOf(kind['Confidence']) ?? 0,
      }));
      const actions = Array.isArray(rule['Actions']) ? rule['Actions'] : [];
      return {
        policy: textOf(policy['PolicyName']) ?? 'unknown',
        rule: textOf(rule['RuleName']) ?? textOf(rule['RuleId']) ?? 'unknown',
        mode: textOf(rule['RuleMode']) ?? '',
        severity: textOf(rule['Severity']) ?? '',
        actions: actions.map(textOf).filter((one) => one !== undefined),
        confidence: Math.max(0, ...found.map((one) => one.confidence)),
        count: Math.max(0, ...found.map((one) => one.count)),
        found,
      };
    }),
  );
}
