import type { AuditSearches, FeedName, FeedRecord, Span, SpanFeed } from '../../core/audit-feed.ts';
import { isPlainObject } from '../../core/shape.ts';
import { ConnectorError } from '../http/errors.ts';
import type { GraphClient, GraphOptions, Scope } from '../resource.ts';
import { query } from './resources/reading.ts';

const scope = (role: string, why: string): Scope => ({ api: 'graph', role, registration: 'read-content', why });

export const auditFeedScopes: readonly Scope[] = [
  scope('AuditLog.Read.All', 'To keep the sign-ins and the changes of the directory.'),
  scope('IdentityRiskEvent.Read.All', 'To keep what Identity Protection detects; it needs Entra ID P2.'),
  scope(
    'AuditLogsQuery.Read.All',
    'To fetch by an audit search what the activity feed lost: it keeps its content for seven days.',
  ),
];

/**
 * The kinds of sign-in. v1.0 has those of people alone and without what tells how they proved themselves, so all come
 * from beta, each by its own filter [M].
 * https://learn.microsoft.com/graph/api/signin-list?view=graph-rest-beta
 */
const signInKinds: readonly [FeedName, string][] = [
  ['sign-ins.interactive', 'interactiveUser'],
  ['sign-ins.non-interactive', 'nonInteractiveUser'],
  ['sign-ins.service-principal', 'servicePrincipal'],
  ['sign-ins.managed-identity', 'managedIdentity'],
];

/** The reports of Microsoft Graph as feeds. */
export function auditFeeds(graph: GraphClient): SpanFeed[] {
  return [
    ...signInKinds.map(([name, kind]): SpanFeed => ({
      name,
      kind: 'span',
      read: (span) =>
        read(graph, '/auditLogs/signIns', 'createdDateTime', span, `signInEventTypes/any(t: t eq '${kind}')`, {
          version: 'beta',
        }),
    })),
    {
      name: 'directory-audits',
      kind: 'span',
      read: (span) => read(graph, '/auditLogs/directoryAudits', 'activityDateTime', span),
    },
    {
      name: 'risk-detections',
      kind: 'span',
      // By when it was found: what Microsoft finds today may have happened days ago.
      read: (span) => read(graph, '/identityProtection/riskDetections', 'detectedDateTime', span),
    },
  ];
}

const pageSize = 500;

async function* read(
  graph: GraphClient,
  path: string,
  time: string,
  { from, to }: Span,
  more?: string,
  options: GraphOptions = {},
): AsyncGenerator<FeedRecord[]> {
  const seconds = (moment: string) => moment.replace(/\.\d+Z$/, 'Z');
  const within = `${time} ge ${seconds(from)} and ${time} le ${seconds(to)}`;
  yield* batches(
    graph.list(query(path, { filter: more ? `${within} and ${more}` : within, top: String(pageSize) }), options),
  );
}

async function* batches(records: AsyncIterable<unknown>): AsyncGenerator<FeedRecord[]> {
  let batch: FeedRecord[] = [];
  for await (const record of records)
    if (batch.push({ record }) >= pageSize) {
      yield batch;
      batch = [];
    }
  yield batch;
}

/**
 * Audit searches: asked for, done some minutes or hours later, read page by page.
 * https://learn.microsoft.com/graph/api/security-auditcoreroot-post-auditlogqueries
 */
export function auditSearches(graph: GraphClient): AuditSearches {
  const root = '/security/auditLog/queries';
  return {
    async ask({ from, to }) {
      const made = await graph.send('POST', root, {
        '@odata.type': '#microsoft.graph.security.auditLogQuery',
        displayName: `Wardline ${from.slice(0, 16)}`,
        filterStartDateTime: from,
        filterEndDateTime: to,
      });
      const id = isPlainObject(made) ? made['id'] : undefined;
      if (typeof id === 'string' && /^[\w-]{1,100}$/.test(id)) return id;
      throw new ConnectorError('unexpected-shape', { service: 'graph', call: `POST ${root}`, detail: 'Wanted an id.' });
    },
    async look(id) {
      const found = await graph.get(`${root}/${id}`);
      const status = isPlainObject(found) ? String(found['status']).toLowerCase() : '';
      if (status === 'succeeded') return 'done';
      return status === 'failed' || status === 'cancelled' ? 'failed' : 'running';
    },
    records: (id) => batches(graph.list(`${root}/${id}/records?$top=${pageSize}`)),
  };
}
