import type { Alert, Detection } from '../core/detection.ts';

interface Try {
  at: string;
  kind: string;
  result: 'done' | 'failed';
}

/**
 * Alerts about ways of anchoring whose newest try failed, one for each, from the first failure after the last success.
 * `tries`: newest first.
 */
export function anchorFailures(
  { id, severity, title, incident, firstSteps }: Detection,
  tenant: string,
  kinds: readonly string[],
  tries: readonly Try[],
): Alert[] {
  return kinds.flatMap((kind) => {
    const own = tries.filter((entry) => entry.kind === kind);
    const success = own.findIndex(({ result }) => result === 'done');
    const failed = success === -1 ? own : own.slice(0, success);
    const [last, first] = [failed[0], failed.at(-1)];
    if (!last || !first) return [];
    const times = failed.length === 1 ? 'once' : `${failed.length} times in a row`;
    return [
      {
        ...{ detection: id, severity, title, incident, firstSteps, tenant, group: kind, actor: 'audit log' },
        // A clock that went back makes no alert that ends before it begins.
        ...{ firstAt: first.at < last.at ? first.at : last.at, lastAt: first.at < last.at ? last.at : first.at },
        ...{ eventIds: [], count: failed.length, id: `${id}:${kind}:${first.at}` },
        why: `The root of the audit log could not be anchored by ${kind}, ${times}`,
      },
    ];
  });
}
