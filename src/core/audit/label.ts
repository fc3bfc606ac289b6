import type { AuditEvent } from '../audit-event.ts';
import { fieldsOf, numberOf, textOf } from './values.ts';

export interface LabelFacts {
  /** Label id in lower case: after the change, or what the item carries. */
  id?: string;
  /** Before the change. */
  old?: string;
  change: 'none' | 'upgraded' | 'downgraded' | 'removed' | 'same-rank' | 'unknown';
  source: 'none' | 'default' | 'automatic' | 'manual' | 'recommended' | 'unknown';
  /** What the person typed; may be PHI. */
  justification?: string;
}

const changes = ['none', 'upgraded', 'downgraded', 'removed', 'same-rank'] as const;
const sources = ['none', 'default', 'automatic', 'manual', 'recommended'] as const;

/** Sensitivity label facts of label records and file records; undefined when the record speaks of no label. */
export function labelOf(event: AuditEvent): LabelFacts | undefined {
  const raw = event.raw;
  const data = fieldsOf(raw['SensitivityLabelEventData']);
  const id = first(data?.['SensitivityLabelId'], raw['DestinationLabel'], raw['SensitivityLabelId'], raw['LabelId']);
  const old = first(data?.['OldSensitivityLabelId'], raw['OldSensitivityLabelId'], raw['SourceLabel']);
  if (!data && !id && !old && !/label/.test(event.op)) return undefined;
  const justification = textOf(data?.['JustificationText'] ?? raw['JustificationText'] ?? raw['Justification']);
  return {
    change: said(changes, data?.['LabelEventType'] ?? raw['LabelEventType']) ?? byOperation(event.op),
    source: said(sources, data?.['ActionSource'] ?? raw['ActionSource']) ?? 'unknown',
    ...(id && { id }),
    ...(old && { old }),
    ...(justification && { justification }),
  };
}

function first(...values: readonly unknown[]): string | undefined {
  return values.map(textOf).find(Boolean)?.toLowerCase();
}

function said<T extends string>(names: readonly T[], value: unknown): T | undefined {
  const number = numberOf(value);
  if (number !== undefined) return names[number];
  const word = textOf(value)
    ?.toLowerCase()
    .replace(/^label/, '');
  return names.find((name) => word === name || word === name.replace('-', ''));
}

function byOperation(op: string): LabelFacts['change'] {
  return op.endsWith('labelremoved') ? 'removed' : 'unknown';
}
