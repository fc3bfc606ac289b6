import type { ConnectedClients } from '../../connectors/clients.ts';
import { tenantSize } from '../../connectors/graph/tenant-size.ts';
import { now } from '../../core/clock.ts';
import type { ContentAsked } from '../../core/content-reader.ts';
import { WardlineError } from '../../core/errors.ts';
import { scanTenant } from '../../engine/tenant-scan.ts';
import type { TenantScanProgress, TenantScanResult } from '../../engine/tenant-scan-state.ts';
import { contentSeal } from '../../store/content-sealing.ts';
import { moveContentScan, startContentScan } from '../../store/content-scans.ts';
import { openKeyring } from '../../store/master-key.ts';
import type { Store } from '../../store/open.ts';
import { withTenant } from '../../store/scope.ts';
import { withTenantLock } from '../../store/tenant-lock.ts';
import type { Tenant } from '../../store/tenants.ts';
import { loadOrganization } from '../assessment.ts';
import type { Invocation } from '../command.ts';
import { chosenTenant, clientsOf, withStore } from '../live.ts';
import { keepContentFindings } from '../inventory/content-findings.ts';
import { operator } from '../operator.ts';
import { startExaminer } from './examiner.ts';
import { hashKey } from './hash-key.ts';
import { storeKeeper } from './keeper.ts';
import { allowReveal } from './reveal.ts';
import { showValues } from './tenant-reveal.ts';
import { fingerprint, scanSettings, tenantWorkerData, whole } from './settings.ts';
import { type TenantInventory, inventoryOf } from './tenant-inventory.ts';
import { tenantProgressTeller } from './tenant-progress.ts';

/** Bytes of content held at once, before they are unpacked. */
const heldBytes = 160 * 1_048_576;

export interface TenantScanOutcome {
  inventory: TenantInventory;
  result: TenantScanResult;
}

/**
 * `wardline scan` of what a tenant stores. One scan of a tenant runs at a time. Throws `interrupted` when it was paused
 * by Ctrl-C or SIGTERM: all that was done is kept.
 */
export async function scanTenantContent(
  invocation: Invocation,
  asked: ContentAsked,
  withDetail: boolean,
): Promise<TenantScanOutcome> {
  const { options, env, cwd, tell, version } = invocation;
  const settings = scanSettings(options);
  const megabits = whole(options['bandwidth'], 'bandwidth', 100_000);
  const { organization } = loadOrganization(options['organization'], cwd);
  const reveal = options['reveal'] === true;
  if (reveal) await allowReveal(invocation, wordsOf(asked));
  return withStore(invocation, async (store) => {
    const tenant = await chosenTenant(store, options['tenant']);
    const keyring = openKeyring(store.home, env);
    const key = await hashKey({ ...invocation, options: { ...options, home: store.home } });
    const seal = contentSeal(store.home, keyring, tenant.id);
    const data = tenantWorkerData(organization, settings, key, false);
    const clients = await clientsToRead(store, env, tenant);
    const pausing = pauseOnSignal(tell);
    try {
      clients.resize(await sizeOf(store, env, tenant));
      return await withTenantLock(store, tenant.id, 'scan', async (lost) => {
        if (asked.teams)
          tell(
            'Messages of Teams are read through an API that Microsoft protects and may charge for (Microsoft Graph, getAllMessages).',
          );
        const reader = clients.content(megabits === undefined ? {} : { bandwidth: megabits * 125_000 });
        const examiner = startExaminer({ ...settings, data });
        const scan = await startScan(store, tenant.id, asked);
        const told = tenantProgressTeller(() => performance.now(), tell);
        try {
          const result = await scan.run(() =>
            scanTenant({
              reader,
              keeper: storeKeeper(store, tenant.id, seal, fingerprint(data, settings, version)),
              examine: (item) => examiner.examine(item),
              asked,
              concurrency: settings.workers * 2 + 2,
              maxBytes: settings.fileBytes,
              heldBytes,
              labels: options['labels'] === true,
              signal: AbortSignal.any([pausing.signal, lost]),
              onProgress: told,
            }),
          );
          if (lost.aborted) throw lost.reason;
          if (result.paused) throw paused(result, asked, options['tenant']);
          await keepContentFindings(store, tenant.id, { organization, seal, at: now() });
          const inventory = await inventoryOf(store, tenant.id, seal, result.asked, withDetail);
          if (reveal) await showValues(inventory, reader, settings, data);
          return { inventory, result };
        } finally {
          await examiner.close();
        }
      });
    } finally {
      pausing.end();
      clients.close();
    }
  });
}

async function clientsToRead(store: Store, env: Invocation['env'], tenant: Tenant): Promise<ConnectedClients> {
  try {
    return await clientsOf(store, env, tenant, 'read-content');
  } catch (error) {
    if (!(error instanceof WardlineError && error.code === 'not-found')) throw error;
    throw new WardlineError(
      'not-found',
      'The registration that reads what people store is not connected for this tenant.',
      'Run: wardline connect --registration read-content --client-id ID',
    );
  }
}

/** Microsoft allows larger tenants more calls. The registration that reads settings knows the size, where it is connected. */
async function sizeOf(store: Store, env: Invocation['env'], tenant: Tenant) {
  try {
    const clients = await clientsOf(store, env, tenant, 'read-settings');
    try {
      return await tenantSize(clients.graph);
    } finally {
      clients.close();
    }
  } catch (error) {
    if (error instanceof WardlineError && error.code === 'not-found') return {};
    throw error;
  }
}

/** Notes a run in the store: that it began, and how it ended. */
async function startScan(store: Store, tenant: string, asked: ContentAsked) {
  const id = await withTenant(store, tenant, (scope) => startContentScan(scope, { at: now(), by: operator(), asked }));
  const move = (state: 'paused' | 'done' | 'failed', progress: Partial<TenantScanProgress>) =>
    withTenant(store, tenant, (scope) => moveContentScan(scope, id, { state, progress, endedAt: now() }));
  return {
    async run(act: () => Promise<TenantScanResult>): Promise<TenantScanResult> {
      try {
        const result = await act();
        const { stores, items, bytes, doneItems, doneBytes, phi, unreadable } = result;
        await move(result.paused ? 'paused' : 'done', { stores, items, bytes, doneItems, doneBytes, phi, unreadable });
        return result;
      } catch (error) {
        await move('failed', {});
        throw error;
      }
    },
  };
}

/** The first Ctrl-C or SIGTERM lets what is under way end; the second ends the program as usual. */
function pauseOnSignal(tell: (line: string) => void): { signal: AbortSignal; end(): void } {
  const controller = new AbortController();
  const pause = () => {
    end();
    tell(
      'Pausing: what is under way is finished first. Press Ctrl-C again to stop at once; nothing that is kept is lost.',
    );
    controller.abort();
  };
  const end = () => {
    for (const name of ['SIGINT', 'SIGTERM'] as const) process.off(name, pause);
  };
  for (const name of ['SIGINT', 'SIGTERM'] as const) process.on(name, pause);
  return { signal: controller.signal, end };
}

function paused({ doneItems, items }: TenantScanResult, asked: ContentAsked, tenant: unknown): WardlineError {
  const chosen = typeof tenant === 'string' ? ` --tenant ${tenant}` : asked.all ? ' --tenant' : '';
  return new WardlineError(
    'interrupted',
    `The scan is paused: ${doneItems} of ${items} items of this run were read.`,
    `To go on, run the same command again: wardline scan${asked.all ? '' : ' …'}${chosen}`,
  );
}

function wordsOf(asked: ContentAsked): string[] {
  return [
    ...(asked.all ? ['--tenant'] : []),
    ...[asked.sites, asked.drives, asked.mailboxes].flatMap((some) => some ?? []),
  ];
}
