import type { GraphClient, GraphOptions } from '../resource.ts';
import { batch } from './client-batch.ts';
import { type GraphSettings, callGraph, pages } from './client-call.ts';
import { changes } from './client-delta.ts';

/** Microsoft Graph. Every call throws ConnectorError. */
export function createGraphClient(settings: GraphSettings): GraphClient {
  return {
    get: async (path, options) => (await callGraph(settings, 'GET', path, options)).body,
    list: (path, options) => entries(settings, path, options),
    send: async (method, path, body, options) => (await callGraph(settings, method, path, options, body)).body,
    batch: (paths, options) => batch(settings, paths, options),
    delta: (path, options) => changes(settings, path, options),
  };
}

/** The entries of a list, page by page; one page is in memory at a time. */
async function* entries(
  settings: GraphSettings,
  path: string,
  options: GraphOptions = {},
): AsyncGenerator<Record<string, unknown>> {
  for await (const page of pages(settings, path, options)) yield* page.records;
}
