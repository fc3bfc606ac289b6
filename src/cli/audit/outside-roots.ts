import { verifyTimeStamp } from '../../connectors/time-stamp/token.ts';
import { WardlineError } from '../../core/errors.ts';
import { stampedRoots } from '../../store/events/anchors.ts';
import { verifyArchive } from '../../store/events/archive-log.ts';
import type { EventLogPlace } from '../../store/events/log-place.ts';
import type { OutsideRoot, Problem } from '../../store/events/verify-log.ts';
import type { Store } from '../../store/open.ts';
import type { Tenant } from '../../store/tenants.ts';
import type { Invocation } from '../command.ts';
import { trustedIn } from '../deliveries/settings.ts';
import { type KeepingSettings, archiveIn, archiveRule, keepingSettings, openArchive } from './archive-place.ts';

/**
 * The roots that have a time-stamp which leads to the configured authority. Without one configured here, nothing can be
 * said of the tokens that lie there, and they anchor nothing.
 */
export async function stampedOutside(
  folder: string,
  { organization, folder: base }: KeepingSettings,
): Promise<{ roots: OutsideRoot[]; problems: Problem[]; unchecked: string[] }> {
  const kept = stampedRoots(folder);
  const given = organization.audit?.anchors?.timeStamp;
  if (kept.length === 0) return { roots: [], problems: [], unchecked: [] };
  if (!given)
    return {
      ...{ roots: [], problems: [] },
      unchecked: [
        `${kept.length} time-stamps lie here and were not verified: wardline.yaml names no authority (audit.anchors.timeStamp).`,
      ],
    };
  const { ca: authority = '' } = trustedIn(base, given.authority);
  const roots: OutsideRoot[] = [];
  const problems: Problem[] = [];
  for (const { name, stamped } of kept) {
    try {
      if (!stamped) throw new WardlineError('bad-input', 'It cannot be read.');
      const { at } = await verifyTimeStamp(stamped.token, { text: stamped.root.statement, authority });
      const time = at.slice(0, 16).replace('T', ' ');
      roots.push({ by: `a time-stamp of ${time} UTC, by which it existed`, root: stamped.root });
    } catch (error) {
      if (!(error instanceof WardlineError)) throw error;
      problems.push({ what: `the time-stamped root ${name.slice(0, 8)}: ${error.message}` });
    }
  }
  return { roots, problems, unchecked: [] };
}

/** The roots in the archive under a lock that nobody can shorten. Others could have been put there anew. */
export async function archivedRoots(
  invocation: Invocation,
  { store, tenant, place }: { store: Store; tenant: Tenant; place: EventLogPlace },
): Promise<OutsideRoot[]> {
  const settings = keepingSettings(invocation);
  const archive = archiveIn(settings);
  const rule = await archiveRule(archive, store, tenant.id);
  const objects = await openArchive(archive, { store, tenant, env: invocation.env, folder: settings.folder });
  try {
    const { roots } = await verifyArchive(place, objects, rule);
    return roots.flatMap(({ root, lock }) =>
      lock.strength === 'firm' && lock.until !== undefined && lock.until > rule.now
        ? [{ by: `${objects.name}, locked until ${lock.until.slice(0, 10)}`, root }]
        : [],
    );
  } finally {
    objects.close();
  }
}
