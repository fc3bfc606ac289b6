import type { AuditEvent } from '../../core/audit-event.ts';
import { changesOf } from '../../core/audit/changes.ts';
import { targetsOf } from '../../core/audit/targets.ts';
import { textOf } from '../../core/audit/values.ts';
import { objectIn, valueAt } from './directory-record.ts';

type Fields = Readonly<Record<string, unknown>>;

export interface PolicyChange {
  /** Id of the policy, else its name, lower case. */
  key: string;
  name: string;
  old: Fields | undefined;
  new: Fields | undefined;
  deleted: boolean;
}

/** Operations of the directory audit and of the unified log; older logs write `Update policy` for all kinds of policies. */
export const policyUpdates = ['update conditional access policy', 'update policy'] as const;
export const policyDeletions = ['delete conditional access policy', 'delete policy'] as const;

/** A Conditional Access policy before and after; undefined for other kinds of policies. */
export function policyChange(event: AuditEvent): PolicyChange | undefined {
  const changes = changesOf(event);
  const change = changes.find(({ name }) =>
    /^(?:conditionalaccesspolicy|policydetail)$/i.test(name.replace(/[ .]/g, '')),
  );
  // Some forwarders keep the state alone.
  const state = changes.find(({ name }) => /^(?:policy)?state$/i.test(name));
  const before = objectIn(change?.old) ?? (state?.old ? { state: state.old } : undefined);
  const after = objectIn(change?.new) ?? (state?.new ? { state: state.new } : undefined);
  const named = event.op.includes('conditional access');
  const known = before ?? after;
  if (!named && (!known || (valueAt(known, 'state') === undefined && valueAt(known, 'conditions') === undefined)))
    return undefined;
  const target = targetsOf(event)[0];
  const name =
    textOf(valueAt(after, 'displayName')) ??
    textOf(valueAt(before, 'displayName')) ??
    changes.find((entry) => entry.name.toLowerCase() === 'displayname')?.old ??
    target?.name ??
    'without a name';
  const id = textOf(valueAt(known, 'id')) ?? target?.id ?? name;
  return { key: id.toLowerCase(), name, old: before, new: after, deleted: event.op.startsWith('delete') };
}

/** `enabled`, `disabled` or `report-only`; undefined when it is not said. */
export function stateOf(policy: Fields | undefined): 'enabled' | 'disabled' | 'report-only' | undefined {
  const state = textOf(valueAt(policy, 'state'))?.toLowerCase();
  if (state === 'enabled' || state === 'disabled') return state;
  return state?.startsWith('enabledforreporting') || state?.startsWith('report') ? 'report-only' : undefined;
}

/** False when a policy is known not to be enforced. */
export function isEnforced(policy: Fields | undefined): boolean {
  return policy !== undefined && (stateOf(policy) ?? 'enabled') === 'enabled';
}
