import { userInfo } from 'node:os';
import { type ConnectedClients } from '../connectors/clients.ts';
import { now } from '../core/clock.ts';
import { WardlineError } from '../core/errors.ts';
import type { Journal, JournalEntry } from '../core/journal.ts';
import type { Organization } from '../core/organization.ts';
import { isPlainObject } from '../core/shape.ts';
import type { ApplyOptions, ApplyResult } from '../engine/apply.ts';
import { liveTenant } from '../engine/tenant.ts';
import { type Run, endRun, openRun, readJournal, startRun, writeJournal } from '../store/journal.ts';
import type { Store } from '../store/open.ts';
import type { JournalStep, RunKind } from '../store/schema.ts';
import { withTenant } from '../store/scope.ts';
import { withTenantLock } from '../store/tenant-lock.ts';
import type { Tenant } from '../store/tenants.ts';
import type { Invocation } from './command.ts';
import { clientsOf, readersOf } from './live.ts';

/** The store knows fewer steps than the engine; the engine's own stands in the result of the line. */
const stored: Record<JournalEntry['step'], JournalStep> = {
  intended: 'intended',
  written: 'written',
  done: 'found',
  already: 'skipped',
  failed: 'failed',
  undone: 'found',
};

/** The engine's journal on the store's tables. Each line is a transaction of its own: durable when it resolves. */
export function storeJournal(store: Store, tenant: string): Journal {
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
    async entries(run) {
      const lines = await withTenant(store, tenant, (scope) => readJournal(scope, run));
      return lines.map(({ change, at, before, intended, result }): JournalEntry => {
        const { step, stage, reason } = result as Pick<JournalEntry, 'step' | 'stage' | 'reason'>;
        return {
          ...{ run, change, step, at },
          ...(isPlainObject(before) && { before }),
          ...(isPlainObject(intended) && { values: intended }),
          ...(stage && { stage }),
          ...(reason && { reason }),
        };
      });
    },
  };
}

/** Who gives an approval at the command line: the person whose account of this machine it is. */
export function operator(): string {
  return userInfo().username;
}

/** What the engine is given for a run, without the plan. */
export type RunSettings = Pick<ApplyOptions, 'by' | 'tenant' | 'journal' | 'now'> & { store: Run };

/**
 * One run that writes to a tenant: alone under the tenant's lock, with a row in the store that a run of the same kind
 * and plan resumes after a kill. An error that stops it ends the run as failed; an interruption leaves it open.
 */
export async function withRun(
  { env }: Pick<Invocation, 'env'>,
  store: Store,
  tenant: Tenant,
  given: { kind: RunKind; planId: string; undoes?: string; organization: Organization },
  act: (settings: RunSettings) => Promise<ApplyResult>,
): Promise<{ run: Run; result: ApplyResult }> {
  const { kind, planId, undoes, organization } = given;
  const opened: ConnectedClients[] = [];
  const connected = async (registration: 'read-settings' | 'change') => {
    const clients = await clientsOf(store, env, tenant, registration);
    opened.push(clients);
    return clients;
  };
  try {
    const change = await connected('change');
    const readers = await readersOf(await connected('read-settings'), organization, change);
    return await withTenantLock(store, tenant.id, 'apply', async () => {
      const by = operator();
      const run = await withTenant(store, tenant.id, async (scope) => {
        const open = await openRun(scope);
        if (open && open.kind === kind && open.planId === planId && open.undoes === (undoes ?? null)) return open;
        if (open)
          throw new WardlineError(
            'conflict',
            `A run that was interrupted comes first: ${open.kind} of plan ${open.planId ?? ''}.`,
            'Run that command again to resume it.',
          );
        return startRun(scope, { kind, planId, ...(undoes && { undoes }), by, at: now() });
      });
      const about = { id: tenant.id, name: tenant.name, cloud: tenant.cloud };
      const wait = (ms: number) => new Promise<void>((resolve) => void setTimeout(resolve, ms));
      const end = (result: 'done' | 'partly' | 'failed') =>
        withTenant(store, tenant.id, (scope) => endRun(scope, run.id, { result, at: now() }));
      try {
        const result = await act({
          ...{ by, now, store: run },
          tenant: liveTenant({ tenant: about, readers, now, wait }),
          journal: storeJournal(store, tenant.id),
        });
        const failed = result.changes.filter(({ step }) => step === 'failed').length;
        await end(failed === 0 ? 'done' : failed < result.changes.length ? 'partly' : 'failed');
        return { run, result };
      } catch (error) {
        if (!(error instanceof Error && error.name === 'AbortError')) await end('failed');
        throw error;
      }
    });
  } finally {
    for (const clients of opened) clients.close();
  }
}
