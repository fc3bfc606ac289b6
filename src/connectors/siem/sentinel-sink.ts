import { gzipSync } from 'node:zlib';
import type { SendOutcome, Sink, StreamItem } from '../../core/stream.ts';
import { type CallSettings, callJson } from '../http/call.ts';
import { ConnectorError, isConnectorError } from '../http/errors.ts';
import { limitsOf } from '../http/limits.ts';
import { failed } from '../outbound/post.ts';
import { sentinelRow } from './sentinel.ts';

export interface SentinelOptions {
  /** Data collection endpoint, or the rule's own: `https://name-abcd.eastus-1.ingest.monitor.azure.com`. */
  endpoint: string;
  /** Immutable id of the data collection rule: `dcr-` and 32 hex digits. */
  rule: string;
  /** Name of the stream in the rule: `Custom-Wardline_CL`. */
  table: string;
  /** Token for `https://monitor.azure.com` and the transport. The app needs Monitoring Metrics Publisher on the rule. */
  call: Omit<CallSettings, 'service' | 'hosts'>;
}

/** Azure Monitor takes at most 1 MB a call, packed and unpacked. */
const mostBytes = 1_000_000;

/** Microsoft Sentinel by the Logs Ingestion API: a JSON array of rows, packed, answered by 204. */
export function sentinelSink({ endpoint, rule, table, call }: SentinelOptions): Sink {
  const { host, origin } = new URL(endpoint);
  const settings: CallSettings = { ...call, service: 'ingestion', hosts: { hosts: [host] } };
  const url = `${origin}/dataCollectionRules/${encodeURIComponent(rule)}/streams/${encodeURIComponent(table)}?api-version=2023-01-01`;
  return {
    // Rows are longer than items: what passes the limit is cut in half below.
    most: { items: 500, bytes: 500_000 },
    async send(items: readonly StreamItem[], signal): Promise<SendOutcome> {
      const body = Buffer.from(JSON.stringify(items.map(sentinelRow)), 'utf8');
      if (body.length > mostBytes) return { kind: 'refused', why: 'More than the 1 MB that Azure Monitor takes.' };
      try {
        const { status } = await callJson(
          { ...settings, signal },
          {
            method: 'POST',
            url,
            call: 'POST rows of a stream',
            limits: limitsOf('ingestion', { id: rule }, 'POST', ''),
            headers: { 'content-encoding': 'gzip' },
            text: { body: gzipSync(body), type: 'application/json' },
          },
        );
        return { kind: 'delivered', answer: `HTTP ${status}` };
      } catch (error) {
        if (!(error instanceof ConnectorError)) throw error;
        // 413, or a row that is not of the rule's columns.
        const { service, status = 0 } = error.facts;
        if (service === 'ingestion' && [400, 413, 422].includes(status)) return { kind: 'refused', why: error.message };
        if (isConnectorError(error, 'not-found', 'bad-request')) return { kind: 'blocked', why: error.message };
        return failed(error);
      }
    },
    close: () => Promise.resolve(),
  };
}
