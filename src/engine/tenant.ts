import type { Change } from '../core/change.ts';
import { millis } from '../core/clock.ts';
import type { PlannedChange } from '../core/plan.ts';
import type { ReadContext, SectionReader } from '../core/reading.ts';
import { WardlineError } from '../core/errors.ts';
import { type Section, type SectionName, type Snapshot, sections } from '../core/snapshot.ts';
import { valuesBefore } from './values.ts';

/** A live tenant as `apply` sees it: the present values of a change's target, and a way to write them. */
export interface Tenant {
  id: string;
  /** The present values of the fields that the change writes; empty when its object does not exist. */
  valuesOf(change: PlannedChange): Promise<Record<string, unknown>>;
  write(change: Change): Promise<void>;
  /**
   * Reads until the condition holds or patience ends; the last values. Directories show a write late. `since`: when a
   * run that was interrupted may have written; then it reads until a minute has passed from there.
   */
  settle(
    change: PlannedChange,
    done: (values: Record<string, unknown>) => boolean,
    since?: string,
  ): Promise<Record<string, unknown>>;
}

export interface LiveTenantOptions {
  tenant: Snapshot['tenant'];
  readers: readonly SectionReader[];
  now(): string;
  wait(milliseconds: number): Promise<void>;
  /** Milliseconds between two reads of `settle`, growing; their number is the patience. */
  patience?: readonly number[];
}

/** Milliseconds beyond the usual patience in which an object that was just made may not show yet [M]. */
const consistencyDelay = [10_000, 10_000, 10_000, 10_000];

/** A tenant over bound readers. Every call reads afresh: nothing is remembered between two reads. */
export function liveTenant(options: LiveTenantOptions): Tenant {
  const patience = options.patience ?? [200, 500, 1_000, 2_000, 5_000, 10_000];
  const readerOf = (name: SectionName) => {
    const found = options.readers.find((reader) => reader.sections.includes(name));
    if (!found)
      throw new WardlineError(
        'not-permitted',
        `No connected API reads ${sections[name].title}.`,
        'Connect it, or make this change by hand.',
      );
    return found;
  };
  const contextOf = (): ReadContext => ({
    tenantId: options.tenant.id,
    cloud: options.tenant.cloud,
    startedAt: options.now(),
    read: () => undefined,
  });

  async function freshSection(
    name: SectionName,
    trail: readonly SectionName[] = [],
    about?: PlannedChange['match'],
  ): Promise<Section<unknown>> {
    const reader = readerOf(name);
    const needed = new Map<SectionName, unknown>();
    for (const other of reader.after ?? []) {
      if (!trail.includes(other)) needed.set(other, dataOf(await freshSection(other, [...trail, name])));
    }
    const raw = await reader.read({ ...contextOf(), ...(about && { about }), read: (other) => needed.get(other) });
    return {
      status: 'read',
      data: sections[name].decode(raw[name]),
      readAt: options.now(),
      from: name,
      call: sections[name].call,
    };
  }

  async function valuesOf(change: PlannedChange): Promise<Record<string, unknown>> {
    const section = await freshSection(change.section, [], change.match);
    const snapshot = { sections: { [change.section]: section } } as unknown as Snapshot;
    const target =
      change.operation === 'create' ? { ...change, operation: 'remove' as const, match: change.match ?? {} } : change;
    return valuesBefore(target, snapshot);
  }

  async function write(change: Change): Promise<void> {
    const reader = readerOf(change.section);
    if (!reader.write)
      throw new WardlineError(
        'not-permitted',
        `No API writes ${sections[change.section].title}.`,
        'Make this change by hand; the finding has the steps.',
      );
    await reader.write(change, contextOf());
  }

  return {
    id: options.tenant.id,
    valuesOf,
    write,
    async settle(change, done, since) {
      let values = await valuesOf(change);
      const waits = since === undefined ? patience : [...patience, ...consistencyDelay];
      const whole = waits.reduce((sum, wait) => sum + wait, 0);
      let passed = since === undefined ? 0 : millis(options.now()) - millis(since);
      for (const milliseconds of waits) {
        if (done(values) || passed > whole) break;
        await options.wait(milliseconds);
        passed += milliseconds;
        values = await valuesOf(change);
      }
      return values;
    },
  };
}

function dataOf(section: Section<unknown>): unknown {
  return section.status === 'read' ? section.data : undefined;
}
