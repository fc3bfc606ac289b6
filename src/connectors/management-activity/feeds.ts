import type { ContentFeed, FeedContent, FeedName, FeedRecord, Span } from '../../core/audit-feed.ts';
import { millis, momentOf } from '../../core/clock.ts';
import { recordsOf } from '../http/call.ts';
import { ConnectorError, isConnectorError } from '../http/errors.ts';
import { pageFollower } from '../http/paging.ts';
import type { ManagementActivityClient, Scope } from '../resource.ts';

export const activityScopes: readonly Scope[] = [
  {
    api: 'management-activity',
    role: 'ActivityFeed.Read',
    registration: 'read-content',
    why: 'To see who opened, changed and shared what.',
  },
];

const service = 'management-activity';

const contentTypes: Partial<Record<FeedName, string>> = {
  'unified.entra': 'Audit.AzureActiveDirectory',
  'unified.exchange': 'Audit.Exchange',
  'unified.sharepoint': 'Audit.SharePoint',
  'unified.general': 'Audit.General',
  'unified.dlp': 'DLP.All',
};

/** The five content types as feeds. */
export function activityFeeds(client: ManagementActivityClient): ContentFeed[] {
  return (Object.entries(contentTypes) as [FeedName, string][]).map(([name, type]) => ({
    name,
    kind: 'content',
    start: () => start(client, type),
    list: (span) => list(client, type, span),
    fetch: (content) => fetchContent(client, content),
  }));
}

async function start(client: ManagementActivityClient, type: string): Promise<boolean> {
  try {
    await client.post(`/subscriptions/start?contentType=${type}`);
    return true;
  } catch (error) {
    // "The subscription is already enabled. No property change." is what is wanted.
    if (isConnectorError(error) && error.facts.serviceCode === 'AF20024') return false;
    throw worded(error);
  }
}

async function* list(
  client: ManagementActivityClient,
  type: string,
  { from, to }: Span,
): AsyncGenerator<FeedContent[]> {
  const call = 'GET /subscriptions/content';
  const follow = pageFollower({ service, call });
  const query = `contentType=${type}&startTime=${seconds(from)}&endTime=${seconds(to)}`;
  try {
    let answer = await client.get(`/subscriptions/content?${query}`);
    for (;;) {
      const entries = recordsOf(answer.body ?? [], { service, call, wanted: 'a list of content' });
      yield entries.map((entry) => contentOf(entry, call));
      // Collectors have lost feeds to a line break in this header.
      const next = follow(answer.headers['nextpageuri']?.trim() || undefined, entries.length);
      if (next === undefined) return;
      answer = await client.follow(next, '/subscriptions/content');
    }
  } catch (error) {
    throw worded(error);
  }
}

/** The API takes no zone and no fraction. */
function seconds(moment: string): string {
  return moment.slice(0, 19);
}

function contentOf(raw: Record<string, unknown>, call: string): FeedContent {
  const { contentId: id, contentUri: uri, contentCreated, contentExpiration } = raw;
  const created = momentIn(contentCreated);
  if (typeof id !== 'string' || id === '' || typeof uri !== 'string' || created === '')
    throw new ConnectorError('unexpected-shape', {
      service,
      call,
      detail: 'Wanted contentId, contentUri, contentCreated.',
    });
  const expires = momentIn(contentExpiration);
  return { id, uri, createdAt: created, ...(expires !== '' && { expiresAt: expires }) };
}

function momentIn(value: unknown): string {
  return typeof value === 'string' ? momentOf(millis(/Z|[+-]\d\d:\d\d$/i.test(value) ? value : `${value}Z`)) : '';
}

async function fetchContent(
  client: ManagementActivityClient,
  { uri }: Pick<FeedContent, 'uri'>,
): Promise<FeedRecord[] | undefined> {
  try {
    const { body } = await client.follow(uri, '/audit/{…}');
    if (!Array.isArray(body))
      throw new ConnectorError('unexpected-shape', {
        service,
        call: 'GET /audit/{…}',
        detail: 'Wanted a list of records.',
      });
    return body.map((record: unknown) => ({ record }));
  } catch (error) {
    if (isConnectorError(error) && isGone(error)) return undefined;
    throw worded(error);
  }
}

/** AF20050: no such content; AF20051: expired; AF20052: bad id. */
function isGone({ code, facts }: ConnectorError): boolean {
  return /^AF2005[012]$/.test(facts.serviceCode ?? '') || code === 'gone' || code === 'not-found';
}

/** What the API's own codes mean for who runs the collector. */
const words: Readonly<Record<string, { detail: string; hint: string }>> = {
  AF10001: {
    detail: 'The app may not read the activity feed.',
    hint: 'Grant ActivityFeed.Read of Office 365 Management APIs to the registration read-content and consent to it.',
  },
  AF20010: { detail: 'The token belongs to another tenant.', hint: 'Connect the tenant again.' },
  AF20011: off(),
  AF20012: off(),
  AF20022: { detail: 'There is no subscription for this content type.', hint: 'It is started by the next pull.' },
  AF20023: {
    detail: 'The subscription was disabled by somebody or by Microsoft.',
    hint: 'It is started again by the next pull. What happened meanwhile is fetched by audit searches.',
  },
  AF20030: window(),
  AF20055: window(),
};

function off(): { detail: string; hint: string } {
  return {
    detail:
      'Microsoft says that the tenant does not exist there, which mostly means that the unified audit log is off.',
    hint: 'Turn auditing on in the Purview portal, or with: Set-AdminAuditLogConfig -UnifiedAuditLogIngestionEnabled $true. It takes up to a day.',
  };
}

function window(): { detail: string; hint: string } {
  return {
    detail: 'The time window was refused.',
    hint: "Compare this machine's clock with network time.",
  };
}

function worded(error: unknown): unknown {
  const known = isConnectorError(error) ? words[error.facts.serviceCode ?? ''] : undefined;
  return known && isConnectorError(error) ? new ConnectorError(error.code, { ...error.facts, ...known }) : error;
}
