import { type ConnectedClients } from '../connectors/clients.ts';
import { registrationsFor } from '../connectors/registry.ts';
import { WardlineError } from '../core/errors.ts';
import type { Journal, JournalEntry } from '../core/journal.ts';
import type { Organization } from '../core/organization.ts';
import type { SectionReader } from '../core/reading.ts';
import { isPlainObject } from '../core/shape.ts';
import type { SectionName } from '../core/snapshot.ts';
import type { ApplyOptions, ApplyResult } from '../engine/apply.ts';
import { liveTenant } from '../engine/tenant.ts';
import { type Run, endRun, listRuns, openRun, readJournal, startRun, writeJournal } from '../store/journal.ts';
import { openKeyring } from '../store/master-key.ts';
import type { Store } from '../store/open.ts';
import type { JournalStep, RunKind } from '../store/schema.ts';
import { type TenantScope, withTenant } from '../store/scope.ts';
import { withTenantLock } from '../store/tenant-lock.ts';
import type { Tenant } from '../store/tenants.ts';
import type { Invocation } from './command.ts';
import { clientsOf, contentClients, readersOf } from './live.ts';
import { operator } from './operator.ts';
import { shareNames } from './share-names.ts';

/** The store knows fewer steps than the engine; the engine's own stands in the result of the line. */
const stored: Record<JournalEntry['step'], JournalStep> = {
  intended: 'intended',
  written: 'written',
  done: 'found',
  already: 'skipped',
  failed: 'failed',
  undone: 'found',
};

/**
 * The engine's journal on the store's tables. Each line is a transaction of its own: durable when it resolves.
 * `family`: the runs, oldest first, whose lines the engine sees as one journal; each run alone when not given.
 */
export function storeJournal(store: Store, tenant: string, family: readonly string[] = []): Journal {
  return {
    // The run was begun, and the tenant locked, before the engine was called.
    claim: () => Promise.resolve(),
    release: () => Promise.resolve(),
    async record({ run, change, step, at, before, values, stage, reason }) {
      await withTenant(store, tenant, (scope) =>
        writeJournal(scope, run, {
          change,
          step: stored[step],
          at,
          ...(before && { before }),
          ...(values && { intended: values }),
          result: { step, ...(stage && { stage }), ...(reason && { reason }) },
        }),
      );
    },
    entries: (run) =>
      withTenant(store, tenant, async (scope) => {
        const lines: JournalEntry[] = [];
        for (const id of family.includes(run) ? family : [...family, run]) lines.push(...(await linesOf(scope, id)));
        return lines;
      }),
  };
}

/** The journal of one run as the engine knows it. */
export async function linesOf(scope: TenantScope, run: string): Promise<JournalEntry[]> {
  return (await readJournal(scope, run)).map(({ change, at, before, intended, result }): JournalEntry => {
    const { step, stage, reason } = result as Pick<JournalEntry, 'step' | 'stage' | 'reason'>;
    return {
      ...{ run, change, step, at },
      ...(isPlainObject(before) && { before }),
      ...(isPlainObject(intended) && { values: intended }),
      ...(stage && { stage }),
      ...(reason && { reason }),
    };
  });
}

/** The runs that brought a plan to where it stands, oldest first: of an apply and the advances after it. */
export async function familyOf(scope: TenantScope, planId: string, from?: string): Promise<string[]> {
  const runs = (await listRuns(scope, 1_000))
    .filter((run) => run.planId === planId && (run.kind === 'apply' || run.kind === 'advance'))
    .map(({ id }) => id)
    .toReversed();
  return from === undefined ? runs : runs.slice(runs.indexOf(from));
}

/** What the engine is given for a run, without the plan. */
export type RunSettings = Pick<ApplyOptions, 'by' | 'tenant' | 'journal' | 'now'> & {
  store: Run;
  readers: readonly SectionReader[];
};

export interface RunOrder {
  kind: RunKind;
  planId: string;
  undoes?: string;
  organization: Organization;
  /** What the run may write: it signs in with the registrations for these alone. */
  sections: readonly SectionName[];
  /** The tenant's clock. */
  now(): string;
  /** The runs whose lines the engine sees as one journal. */
  family?: readonly string[];
  /** In the transaction that ends the run: what must not be lost when the process is killed right after. */
  close?(scope: TenantScope, run: Run, result: ApplyResult): Promise<void>;
}

/**
 * One run that writes to a tenant: alone under the tenant's lock, with a row in the store that a run of the same kind
 * and plan resumes after a kill. An error that stops it ends the run as failed; an interruption leaves it open.
 * `after` looks at what came of it, with the readers still connected and the lock held.
 */
export async function withRun<T>(
  { env }: Pick<Invocation, 'env'>,
  store: Store,
  tenant: Tenant,
  given: RunOrder,
  act: (settings: RunSettings) => Promise<ApplyResult>,
  after: (settings: RunSettings, result: ApplyResult) => Promise<T>,
): Promise<{ run: Run; result: ApplyResult; after: T }> {
  const { kind, planId, undoes, organization, sections, now } = given;
  const opened: ConnectedClients[] = [];
  const connected = async (registration: 'read-settings' | 'change' | 'contain') => {
    const clients = await clientsOf(store, env, tenant, registration);
    opened.push(clients);
    return clients;
  };
  try {
    const written = registrationsFor(sections);
    const change = written.has('change') ? await connected('change') : undefined;
    const contain = written.has('contain') ? await connected('contain') : undefined;
    const read = await connected('read-settings');
    const content = await contentClients(store, env, tenant);
    if (content) opened.push(content);
    const sharing = contain && { contain, names: shareNames(store, openKeyring(store.home, env), tenant.id) };
    const readers = await readersOf(read, organization, change, content, sharing);
    return await withTenantLock(store, tenant.id, 'apply', async () => {
      const by = operator();
      const run = await withTenant(store, tenant.id, async (scope) => {
        const open = await openRun(scope);
        if (open && open.kind === kind && open.planId === planId && open.undoes === (undoes ?? null)) return open;
        if (open)
          throw new WardlineError(
            'conflict',
            `A run that was interrupted comes first: ${open.kind} of plan ${open.planId ?? ''}.`,
            `Run that command again to resume it: ${resumption(open)}.`,
          );
        return startRun(scope, { kind, planId, ...(undoes && { undoes }), by, at: now() });
      });
      const about = { id: tenant.id, name: tenant.name, cloud: tenant.cloud };
      const wait = (ms: number) => new Promise<void>((resolve) => void setTimeout(resolve, ms));
      const settings: RunSettings = {
        ...{ by, now, store: run, readers },
        tenant: liveTenant({ tenant: about, readers, now, wait }),
        journal: storeJournal(store, tenant.id, given.family),
      };
      let result: ApplyResult;
      try {
        result = await act(settings);
        const failed = result.changes.filter(({ step }) => step === 'failed').length;
        const outcome = failed === 0 ? 'done' : failed < result.changes.length ? 'partly' : 'failed';
        await withTenant(store, tenant.id, async (scope) => {
          await given.close?.(scope, run, result);
          await endRun(scope, run.id, { result: outcome, at: now() });
        });
      } catch (error) {
        if (!(error instanceof Error && error.name === 'AbortError'))
          await withTenant(store, tenant.id, (scope) => endRun(scope, run.id, { result: 'failed', at: now() }));
        throw error;
      }
      return { run, result, after: await after(settings, result) };
    });
  } finally {
    for (const clients of opened) clients.close();
  }
}

function resumption({ kind, planId, undoes }: Run): string {
  if (kind === 'undo') return `wardline undo ${undoes ?? ''}`;
  return kind === 'advance' ? `wardline plan advance ${planId ?? ''}` : `wardline apply --plan-id ${planId ?? ''}`;
}
