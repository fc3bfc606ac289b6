import { randomUUID } from 'node:crypto';
import type { Host } from './hosts.ts';

/** One request as the simulator sees it, whatever the host. */
export interface Request {
  method: string;
  host: Host;
  /** As sent, with the query: what links and error messages repeat. */
  url: string;
  /** Decoded, without the query. */
  path: string;
  /** The path before decoding: `%2F` inside a segment is not a separator. */
  rawPath: string;
  query: URLSearchParams;
  /** Names in lower case. */
  headers: Readonly<Record<string, string>>;
  body: Buffer;
  /** The server's id of the request: `request-id`. */
  id: string;
}

/** `body`: text and bytes go out as they are, anything else as JSON. */
export interface Response {
  status: number;
  headers?: Record<string, string>;
  body?: unknown;
}

export function newRequestId(): string {
  return randomUUID();
}

export function makeRequest(given: {
  method: string;
  host: Host;
  url: string;
  headers: Readonly<Record<string, string>>;
  body: Buffer;
  id?: string;
}): Request {
  const mark = given.url.indexOf('?');
  const rawPath = mark < 0 ? given.url : given.url.slice(0, mark);
  return {
    method: given.method.toUpperCase(),
    host: given.host,
    url: given.url,
    rawPath,
    path: decode(rawPath),
    query: new URLSearchParams(mark < 0 ? '' : given.url.slice(mark + 1)),
    headers: given.headers,
    body: given.body,
    id: given.id ?? newRequestId(),
  };
}

/** Percent-decoding that leaves malformed escapes as they are. */
export function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/** What `jsonBody` gives for a body that is not JSON. */
export const notJson = Symbol('not JSON');

/** The JSON body; `undefined` when there is none. */
export function jsonBody(request: Request): unknown {
  if (request.body.length === 0) return undefined;
  try {
    return JSON.parse(request.body.toString('utf8'));
  } catch {
    return notJson;
  }
}

/** An `application/x-www-form-urlencoded` body. */
export function formBody(request: Request): URLSearchParams {
  return new URLSearchParams(request.body.toString('utf8'));
}
