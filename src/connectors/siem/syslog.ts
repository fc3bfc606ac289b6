import type { StreamItem } from '../../core/stream.ts';
import { cefOf } from './cef.ts';
import { cutTo, visible } from './plain-text.ts';
import { severityNumbers } from './severity-numbers.ts';

/** Facility 13, log audit (RFC 5424 section 6.2.1). */
const facility = 13;

export interface SyslogOrigin {
  /** Name of the machine that sends. */
  host: string;
  /** Product version. */
  version: string;
}

/**
 * An item as a message of RFC 5424: `<PRI>1 TIMESTAMP HOSTNAME APP-NAME PROCID MSGID [SD] MSG`. With `cef` the message
 * is CEF, whose parsers expect it at the start of MSG, so there is no byte order mark. With `plain` it is a sentence
 * in UTF-8, which section 6.4 wants marked, and the facts stand in structured data.
 */
export function syslogOf(item: StreamItem, format: 'cef' | 'plain', origin: SyslogOrigin): string {
  const head = `<${facility * 8 + severityNumbers(item).syslog}>1 ${item.at} ${name(origin.host, 255)} wardline - ${item.kind}`;
  if (format === 'cef') return `${head} - ${cefOf(item, origin.version)}`;
  return `${head} ${structured(item, origin)} \uFEFF${visible(sentence(item))}`;
}

/** The octet-counted frame of RFC 6587 section 3.4.1, which RFC 5425 asks for over TLS. */
export function octetFrame(message: string): Buffer {
  const bytes = Buffer.from(message, 'utf8');
  return Buffer.concat([Buffer.from(`${bytes.length} `, 'ascii'), bytes]);
}

/** 32473 is the enterprise number that IANA keeps for examples and documentation (RFC 5612); Wardline has none of its own. */
function structured(item: StreamItem, { version }: SyslogOrigin): string {
  const facts: readonly (readonly [string, string | number | undefined])[] =
    item.kind === 'event'
      ? [
          ['id', item.id],
          ['tenant', item.tenant.id],
          ['operation', item.operation],
          ['workload', item.workload],
          ['outcome', item.outcome],
          ['actor', item.actor.name],
          ['actorKind', item.actor.kind],
          ['ip', item.ip],
          ['site', item.site],
          ['fileId', item.file?.id],
          ['fileName', item.file?.name],
          ['target', item.target],
        ]
      : [
          ['id', item.id],
          ['tenant', item.notice.tenant.id],
          ['alert', item.notice.id],
          ['detection', item.notice.detection],
          ['severity', item.notice.severity],
          ['change', item.notice.change],
          ['count', item.notice.count],
          ['firstAt', item.notice.firstAt],
          ['lastAt', item.notice.lastAt],
          ['actor', item.notice.actor],
        ];
  const own = facts
    .filter(([, value]) => value !== undefined && value !== '')
    .map(([key, value]) => ` ${key}="${parameter(String(value))}"`)
    .join('');
  return `[wardline@32473${own}][origin software="Wardline" swVersion="${parameter(version)}"]`;
}

function sentence(item: StreamItem): string {
  if (item.kind === 'alert') {
    const { severity, title, change } = item.notice;
    return cutTo(`Alert ${change}, ${severity}: ${title}`, 1_024);
  }
  return cutTo(`${item.actor.name} ${item.operation} (${item.workload}): ${item.outcome}`, 1_024);
}

/** Escapes of RFC 5424 section 6.3.3: quotation mark, backslash and closing bracket. */
function parameter(text: string): string {
  return cutTo(visible(text), 256).replace(/["\\\]]/g, (found) => `\\${found}`);
}

/** Printable ASCII without spaces, or the nil value. */
function name(text: string, most: number): string {
  return text.replace(/[^\u0021-\u007e]/g, '').slice(0, most) || '-';
}
