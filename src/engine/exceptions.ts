import { isOver } from '../core/clock.ts';
import type { Change } from '../core/change.ts';
import type { Exception } from '../core/organization.ts';
import type { Evidence } from '../core/verdict.ts';

/** The exceptions of a control that have not ended at the moment `at`. */
export function activeExceptions(exceptions: readonly Exception[], control: string, at: string): Exception[] {
  return exceptions.filter((entry) => entry.control === control && !isOver(entry.until, at));
}

/** Whether an exception speaks of this object: by id or name, or of the whole control. */
export function covers(exception: Exception, { id, name }: Pick<Evidence, 'id' | 'name'>): boolean {
  return !exception.resources || [id, name].some((word) => names(exception, word));
}

/** The exception that keeps the target of a change as it is. `offending` gives the objects' other names. */
export function keptBy(
  active: readonly Exception[],
  change: Change,
  offending: readonly Evidence[],
): Exception | undefined {
  if (active.length === 0) return undefined;
  const targets = Object.values(change.match ?? {}).filter((value) => typeof value === 'string');
  const aliases = offending.filter(({ id, name }) => targets.some((target) => same(target, id) || same(target, name)));
  return active.find(
    (entry) =>
      targets.some((target) => names(entry, target)) ||
      (entry.resources && aliases.some((alias) => covers(entry, alias))),
  );
}

function names(exception: Exception, word: string): boolean {
  return exception.resources?.some((entry) => same(entry, word)) ?? false;
}

function same(a: string, b: string): boolean {
  return a.toLowerCase() === b.toLowerCase();
}
