import { channel } from 'node:diagnostics_channel';
import type { ReadContext } from '../../src/core/reading.ts';
import { isPlainObject } from '../../src/core/shape.ts';
import { ConnectorError } from '../../src/connectors/http/errors.ts';
import type { AzureClient, Clients, GraphClient, GraphOptions } from '../../src/connectors/resource.ts';
import { accessAnswers } from './answers-access.ts';
import { otherAnswers } from './answers-other.ts';

export interface Recorded {
  method: string;
  url: string;
  body?: unknown;
  headers?: Readonly<Record<string, string>>;
}

/** `/users/{id}/drive` for a path with ids, keys and a query. */
function form(path: string): string {
  return path
    .replace(/\?.*$/s, '')
    .replaceAll(/\([^)]*\)/g, '()')
    .replaceAll(/\/(?!oauth2)[^/]*(?:\d|@|%)[^/]*/g, '/{id}');
}

/** A Graph client that answers from `answers-*.ts` and keeps what was asked. */
export function recordingClients(changed: Readonly<Record<string, unknown>> = {}) {
  const requests: Recorded[] = [];
  const table: Readonly<Record<string, unknown>> = { ...accessAnswers, ...otherAnswers, ...changed };
  const record = (method: string, path: string, options: GraphOptions = {}, body?: unknown): unknown => {
    const url = `https://graph.microsoft.com/${options.version ?? 'v1.0'}${path}`;
    const request: Recorded = {
      method,
      url,
      ...(body !== undefined && { body }),
      ...(options.headers && { headers: options.headers }),
    };
    requests.push(request);
    // For the check of the whole run, test/trace-recorder.js.
    channel('wardline.test.request').publish(request);
    const name = `${options.version === 'beta' ? 'beta ' : ''}${form(path)}`;
    if (method !== 'GET') return method === 'POST' ? { id: '90000000-0000-0000-0000-000000000009' } : undefined;
    const known = table[name];
    const answer: unknown = typeof known === 'function' ? (known as (path: string) => unknown)(path) : known;
    if (answer instanceof Error) throw answer;
    if (answer === undefined) throw new Error(`no answer for GET ${name}`);
    return structuredClone(answer);
  };
  const graph: GraphClient = {
    get: async (path, options) => record('GET', path, options),
    async *list(path, options) {
      const answer = record('GET', path, options);
      if (!Array.isArray(answer)) throw new Error(`${path} is no list`);
      yield* answer as Record<string, unknown>[];
    },
    send: async (method, path, body, options) => record(method, path, options, body),
    batch: async (paths, options) =>
      paths.map((path) => {
        try {
          const answer = record('GET', path, options);
          return Array.isArray(answer) ? { value: answer } : answer;
        } catch (error) {
          if (error instanceof ConnectorError) return error;
          throw error;
        }
      }),
    // oxlint-disable-next-line require-yield
    async *delta() {
      throw new Error('no resource reads by delta');
    },
  };
  const azure: AzureClient = {
    get: async (path) => {
      const answer = table[`azure ${form(path)}`];
      if (answer instanceof Error) throw answer;
      if (!isPlainObject(answer)) throw new Error(`no answer for ${form(path)}`);
      return structuredClone(answer);
    },
    put: async (path, version, body) => {
      requests.push({ method: 'PUT', url: `https://management.azure.com${path}?api-version=${version}`, body });
      return body;
    },
  };
  const clients = { graph, azure } as unknown as Clients;
  return { clients, requests };
}

/** A run that has read the given raw sections before. */
export function readContext(before: Readonly<Record<string, unknown>> = {}): ReadContext {
  return {
    tenantId: 'aaaaaaaa-0000-0000-0000-000000000001',
    cloud: 'commercial',
    startedAt: '2026-11-20T08:00:00Z',
    read: (section) => before[section],
  };
}
