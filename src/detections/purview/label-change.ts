import type { AuditEvent } from '../../core/audit-event.ts';
import { type LabelFacts, labelOf } from '../../core/audit/label.ts';
import { fileOf } from '../../core/audit/file.ts';
import type { DetectionContext } from '../../core/detection.ts';

/** Operations by which people change sensitivity labels, of Office, SharePoint, OneDrive, Power BI and the label client. */
export const labelOperations = [
  'sensitivitylabelupdated',
  'sensitivitylabelremoved',
  'sensitivitylabelchanged',
  'filesensitivitylabelchanged',
  'filesensitivitylabelremoved',
  'sensitivitylabelapplied',
  'filesensitivitylabelapplied',
  'sitesensitivitylabelchanged',
  'sitesensitivitylabelremoved',
  'miplabel',
] as const;

/** The facts when a person lowered or removed a label; undefined for all else. Rules and defaults of Microsoft are no persons. */
export function loweredLabel(event: AuditEvent, context: DetectionContext): (LabelFacts & { how: string }) | undefined {
  const facts = labelOf(event);
  if (!facts || event.outcome === 'failure' || event.actor.kind === 'system') return undefined;
  if (facts.source === 'automatic' || facts.source === 'default') return undefined;
  if (facts.change === 'removed') return { ...facts, how: 'removed' };
  if (facts.change === 'downgraded') return { ...facts, how: 'lowered' };
  if (facts.change !== 'unknown') return undefined;
  const [before, after] = [context.labelRank(facts.old), context.labelRank(facts.id)];
  return before !== undefined && after !== undefined && after < before ? { ...facts, how: 'lowered' } : undefined;
}

/** One item, however many records tell of it. Holds a path: only for counting. */
export function labeledItem(event: AuditEvent): string {
  return (event.object ?? fileOf(event)?.key ?? event.id).toLowerCase();
}
