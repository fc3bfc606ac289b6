import { millis, momentOf } from '../../core/clock.ts';
import { isoTime } from '../clock.ts';
import type { Response } from '../http.ts';
import { decodeToken, encodeToken } from '../opaque.ts';
import type { Entity } from '../store.ts';
import type { ContentType } from './content-types.ts';
import { failure } from './failure.ts';
import { type Blob, type Feed, feedOf } from './feed.ts';
import type { ActivityContext } from './route.ts';

const hour = 3_600_000;
const day = 24 * hour;
const pageSize = 100;

/** `GET /subscriptions/content`: what became available in a window of at most a day within a week. */
export function listContent(context: ActivityContext, type: ContentType): Response {
  const { world, request, state } = context;
  const feed = feedOf(state.tenant);
  const subscription = state.get('activitySubscriptions', type);
  if (!subscription) return failure(400, 'AF20022', 'No subscription found for the specified content type.');
  if (subscription['status'] !== 'enabled')
    return failure(400, 'AF20023', 'The subscription was disabled by the administrator.');
  const now = world.clock.now();
  const window = windowOf(request.query, now);
  if ('status' in window) return window;
  const token = request.query.get('nextPage');
  const from = token === null ? 0 : Number(decodeToken(token)?.['from']);
  if (!Number.isInteger(from) || from < 0) return failure(400, 'AF20031', 'Invalid nextPage Input.');
  const size = world.pageLimit > 0 ? Math.min(world.pageLimit, pageSize) : pageSize;
  const found = feed.list(type, window.range, now);
  // The last of a page comes again as the first of the next one.
  const page = found.slice(Math.max(0, from - 1), from + size);
  const entries = page.map((blob) => entryOf(context, feed, blob));
  const body = feed.troubles.strike('listed-twice') ? [...entries, ...entries] : entries;
  if (from + size >= found.length) return { status: 200, body };
  return { status: 200, body, headers: { NextPageUri: nextPage(context, feed, type, window.given, from + size) } };
}

function windowOf(
  query: URLSearchParams,
  now: number,
): { range: [number, number]; given: [string, string] } | Response {
  const [start, end] = [query.get('startTime'), query.get('endTime')];
  if (start === null && end === null) {
    const range: [number, number] = [now - day, now];
    return { range, given: [isoTime(range[0]).slice(0, 19), isoTime(range[1]).slice(0, 19)] };
  }
  const wrong = (): Response =>
    failure(
      400,
      'AF20030',
      'Start time and end time must both be specified (or both omitted) and must be less than or equal to 24 hours apart, with the start time no more than 7 days in the past.',
    );
  if (start === null || end === null) return wrong();
  const range = [start, end].map((text) =>
    /^\d{4}-\d\d-\d\d(T\d\d:\d\d(:\d\d)?)?$/.test(text)
      ? millis(text.length === 10 ? `${text}T00:00:00Z` : `${text}Z`)
      : NaN,
  ) as [number, number];
  if (range.some(Number.isNaN)) return failure(400, 'AF20002', 'Invalid parameter type: startTime, endTime.');
  const [from, to] = range;
  if (to < from || to - from > day || from < now - 7 * day) return wrong();
  return { range, given: [start, end] };
}

/** assumption activity-content */
function entryOf({ request, state }: ActivityContext, feed: Feed, blob: Blob): Entity {
  const foreign = feed.troubles.strike('foreign-uri');
  const host = foreign?.host ?? request.host.name;
  return {
    contentUri: `https://${host}/api/v1.0/${state.tenant.id}/activity/feed/audit/${blob.id}`,
    contentId: blob.id,
    contentType: blob.contentType,
    contentCreated: momentOf(blob.created),
    contentExpiration: momentOf(blob.created + 7 * day),
  };
}

function nextPage(
  { request, state }: ActivityContext,
  feed: Feed,
  type: ContentType,
  [start, end]: readonly [string, string],
  from: number,
): string {
  const foreign = feed.troubles.strike('foreign-next');
  const query = new URLSearchParams({
    contentType: type,
    startTime: start,
    endTime: end,
    nextPage: encodeToken({ from }),
  });
  const url = `https://${foreign?.host ?? request.host.name}/api/v1.0/${state.tenant.id}/activity/feed/subscriptions/content?${query.toString()}`;
  return feed.troubles.strike('spaced-next') ? `\t ${url} ` : url;
}

/** `GET /audit/{contentId}`: the records of one blob. */
export function fetchContent({ world, state, caller }: ActivityContext, id: string): Response {
  const feed = feedOf(state.tenant);
  const blob = feed.find(id);
  if (!blob) return failure(404, 'AF20050', `The specified content (${id}) does not exist.`);
  if (feed.troubles.strike('gone')) feed.troubles.gone.add(id);
  if (feed.troubles.gone.has(id) || world.clock.now() > blob.created + 7 * day)
    return failure(404, 'AF20051', `Content requested with the key ${id} has already expired.`);
  // assumption activity-dlp
  const body =
    blob.contentType === 'DLP.All' && !caller.roles.has('ActivityFeed.ReadDlp')
      ? blob.records.map(withoutMatches)
      : blob.records;
  if (!feed.troubles.strike('broken-bytes')) return { status: 200, body };
  const text = Buffer.from(JSON.stringify(body));
  const at = text.indexOf('"UserId":"') + '"UserId":"'.length;
  return {
    status: 200,
    body: Buffer.concat([text.subarray(0, at), Buffer.from([0xff, 0xc3, 0x28]), text.subarray(at)]),
  };
}

function withoutMatches(record: Entity): Entity {
  return JSON.parse(
    JSON.stringify(record, (key, value: unknown) => (key === 'SensitiveInformationDetections' ? undefined : value)),
  ) as Entity;
}
