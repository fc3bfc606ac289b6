import { emailSender } from '../../connectors/alert-routes/email.ts';
import { isConnectorError } from '../../connectors/http/errors.ts';
import { askTimeStamp, freshNonce, timeStampRequest } from '../../connectors/time-stamp/request.ts';
import { tokenIn, verifyTimeStamp } from '../../connectors/time-stamp/token.ts';
import type { TimeStampAuthority } from '../../core/audit-keeping.ts';
import { millis } from '../../core/clock.ts';
import { WardlineError } from '../../core/errors.ts';
import { type AnchorTry, keepStamped, listAnchors, recordAnchor } from '../../store/events/anchors.ts';
import { archiveLog } from '../../store/events/archive-log.ts';
import type { EventLogPlace } from '../../store/events/log-place.ts';
import {
  type RootStatement,
  type SignedRoot,
  fingerprintOf,
  keptRoots,
  statementOf,
} from '../../store/events/roots.ts';
import type { AnchorKind } from '../../store/schema-audit-keeping.ts';
import type { Store } from '../../store/open.ts';
import { withTenant } from '../../store/scope.ts';
import type { Tenant } from '../../store/tenants.ts';
import type { Invocation } from '../command.ts';
import { secretOf, trustedIn } from '../deliveries/settings.ts';
import { type KeepingSettings, archiveIn, archiveRule, openArchive } from './archive-place.ts';
import { rootLetter } from './root-letter.ts';

export interface AnchorContext extends KeepingSettings {
  store: Store;
  tenant: Tenant;
  place: EventLogPlace;
  env: Invocation['env'];
}

export interface AnchorReport {
  kind: AnchorKind;
  result: 'done' | 'failed' | 'there';
  /** The last segment that the root speaks for. */
  sequence: number;
  detail: string;
}

/** Milliseconds after which what failed is tried again on its own. */
const patience = 10 * 60_000;

/** The ways in which wardline.yaml wants roots anchored. */
export function anchorKinds({ organization: { audit, archive } }: KeepingSettings): AnchorKind[] {
  return [
    ...(audit?.anchors?.mail !== undefined ? (['mail'] as const) : []),
    ...(archive ? (['archive'] as const) : []),
    ...(audit?.anchors?.timeStamp ? (['time-stamp'] as const) : []),
  ];
}

/**
 * Anchors the newest root in the ways given. `daily`: only where the day has no anchor of that kind yet and the last
 * failure is a while ago; the archive takes whatever is new. A failure is kept and reported, and stops no other way.
 */
export async function anchorRoot(
  context: AnchorContext,
  kinds: readonly AnchorKind[],
  { now, daily }: { now: string; daily: boolean },
): Promise<AnchorReport[]> {
  const { store, tenant, place } = context;
  const root = keptRoots(place.folder).at(-1)?.root;
  const statement = root && statementOf(root);
  if (!root || !statement) return [];
  const reports: AnchorReport[] = [];
  const { sequence, hash } = statement;
  for (const kind of kinds) {
    const own = await withTenant(store, tenant.id, (scope) => listAnchors(scope, kind));
    if (own.some((entry) => entry.result === 'done' && entry.hash === hash)) {
      if (!daily) reports.push({ kind, result: 'there', sequence, detail: 'this root is anchored so already' });
      continue;
    }
    if (daily && !isDue(kind, own, now)) continue;
    let made: Pick<AnchorTry, 'result' | 'detail'>;
    try {
      made = { result: 'done', detail: await anchored(context, kind, root, statement) };
    } catch (error) {
      if (!(error instanceof WardlineError) && !isConnectorError(error)) throw error;
      made = { result: 'failed', detail: error.message };
    }
    await withTenant(store, tenant.id, (scope) => recordAnchor(scope, { at: now, kind, sequence, hash, ...made }));
    reports.push({ kind, sequence, ...made });
  }
  return reports;
}

function isDue(kind: AnchorKind, [last, ...before]: readonly AnchorTry[], now: string): boolean {
  if (!last) return true;
  if (last.result === 'failed' && millis(now) - millis(last.at) < patience && last.at <= now) return false;
  if (kind === 'archive') return true;
  return ![last, ...before].some(({ result, at }) => result === 'done' && at.slice(0, 10) === now.slice(0, 10));
}

async function anchored(
  context: AnchorContext,
  kind: AnchorKind,
  root: SignedRoot,
  statement: RootStatement,
): Promise<string> {
  if (kind === 'mail') return mailed(context, root, statement);
  if (kind === 'archive') return archived(context);
  return stamped(context, root, context.organization.audit!.anchors!.timeStamp!);
}

async function mailed(context: AnchorContext, root: SignedRoot, statement: RootStatement): Promise<string> {
  const { organization, store, tenant, env, folder } = context;
  const name = organization.audit!.anchors!.mail!;
  const route = organization.notify?.routes.find((entry) => entry.name === name);
  if (route?.kind !== 'email')
    throw new WardlineError(
      'bad-organization-file',
      `audit.anchors.mail names ${name}, and no route of the kind email is called that.`,
      'Write it under notify.routes in wardline.yaml.',
    );
  const password = await secretOf(store, env, tenant, route);
  const sender = emailSender({
    ...{ ...route, ...trustedIn(folder, route.ca) },
    ...(route.user !== undefined && { password }),
  });
  try {
    const outcome = await sender.letter(rootLetter(tenant.name, root, statement, fingerprintOf(root.publicKey)));
    if (outcome.kind === 'delivered') return `mailed by ${name} to ${route.to.length} mailboxes (${outcome.answer})`;
    throw new WardlineError('conflict', outcome.why, `Try the route: wardline routes test ${name}`);
  } finally {
    sender.close();
  }
}

async function archived(context: AnchorContext): Promise<string> {
  const archive = archiveIn(context);
  const objects = await openArchive(archive, context);
  try {
    const { segments, roots } = await archiveLog(
      context.place,
      objects,
      await archiveRule(archive, context.store, context.tenant.id),
    );
    return `${objects.name}: ${segments} segments and ${roots} roots copied`;
  } finally {
    objects.close();
  }
}

async function stamped({ place, folder }: AnchorContext, root: SignedRoot, given: TimeStampAuthority): Promise<string> {
  const { ca: authority = '' } = trustedIn(folder, given.authority);
  const nonce = freshNonce();
  const answer = await askTimeStamp(
    { url: given.url, allowPrivate: given.allowPrivate === true, ...trustedIn(folder, given.ca) },
    timeStampRequest(root.statement, nonce),
  );
  const token = tokenIn(answer);
  const { at, serial } = await verifyTimeStamp(token, { text: root.statement, authority, nonce });
  keepStamped(place.folder, { root, token });
  return `time-stamp ${serial} of ${at.slice(0, 19).replace('T', ' ')} UTC`;
}
