import { now } from '../../core/clock.ts';
import type { EventLogPlace } from '../../store/events/log-place.ts';
import type { Store } from '../../store/open.ts';
import { withTenant } from '../../store/scope.ts';
import type { Tenant } from '../../store/tenants.ts';
import { keepAlerts } from '../../store/alerts.ts';
import type { Invocation } from '../command.ts';
import { anchorFailed } from '../../detections/organization/anchor-failed.ts';
import { anchorFailures } from '../../engine/anchor-failures.ts';
import { type AnchorTry, listAnchors } from '../../store/events/anchors.ts';
import { anchorKinds, anchorRoot } from './anchoring.ts';
import { keepingSettings } from './archive-place.ts';

/**
 * After records came: anchors the newest root where wardline.yaml says so and the day has no anchor yet. What fails is
 * kept as an alert and tried again after the next round. Gives lines to be told.
 */
export async function anchorDaily(
  invocation: Pick<Invocation, 'options' | 'cwd' | 'env'>,
  { store, tenant, place }: { store: Store; tenant: Tenant; place: EventLogPlace },
): Promise<string[]> {
  const settings = keepingSettings(invocation);
  const kinds = anchorKinds(settings);
  if (kinds.length === 0) return [];
  const at = now();
  const context = { ...settings, store, tenant, place, env: invocation.env };
  const reports = await anchorRoot(context, kinds, { now: at, daily: true });
  await withTenant(store, tenant.id, async (scope) => {
    const tries: AnchorTry[] = [];
    for (const kind of kinds) tries.push(...(await listAnchors(scope, kind)));
    await keepAlerts(scope, anchorFailures(anchorFailed, tenant.id, kinds, tries), at);
  });
  return reports
    .filter(({ result }) => result === 'failed')
    .map(({ kind, detail }) => `The root was not anchored (${kind}): ${detail} It is tried again with the next pull.`);
}
