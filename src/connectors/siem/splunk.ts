import { millis } from '../../core/clock.ts';
import type { StreamItem } from '../../core/stream.ts';
import { severityNumbers } from './severity-numbers.ts';

/**
 * An item as an event of Splunk's HTTP Event Collector. Where the organization chose raw records, the event is
 * Microsoft's own record under `o365:management:activity`, for which Splunk's content is written; else it is the
 * normalised event under `wardline:audit`, so that no search takes one for the other.
 */
export function splunkEvent(item: StreamItem, { host, index }: { host: string; index?: string }): string {
  const at = item.kind === 'event' ? item.at : item.notice.lastAt;
  const { sourcetype, event } = contentOf(item);
  const tenant = item.kind === 'event' ? item.tenant : item.notice.tenant;
  return JSON.stringify({
    time: millis(at) / 1000,
    host,
    source: 'wardline',
    sourcetype,
    ...(index && { index }),
    event,
    // Indexed fields are flat texts.
    fields: { wardline_id: item.id, tenant_id: tenant.id, severity_id: String(severityNumbers(item).ocsf) },
  });
}

function contentOf(item: StreamItem): { sourcetype: string; event: unknown } {
  if (item.kind === 'alert') return { sourcetype: 'wardline:alert', event: item.notice };
  if (item.raw) return { sourcetype: 'o365:management:activity', event: item.raw };
  const { kind: _kind, ...event } = item;
  return { sourcetype: 'wardline:audit', event };
}
