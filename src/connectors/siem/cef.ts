import { millis } from '../../core/clock.ts';
import type { StreamItem, StreamedAlert, StreamedEvent } from '../../core/stream.ts';
import { cutTo, visible } from './plain-text.ts';
import { severityNumbers } from './severity-numbers.ts';

/**
 * An item in ArcSight's Common Event Format, version 0:
 * `CEF:0|Vendor|Product|Version|SignatureID|Name|Severity|extension`. In the header `|` and `\` are escaped, and it has
 * no line breaks; in the extension `=`, `\` and line breaks are. Keys are those of the CEF key dictionary.
 */
export function cefOf(item: StreamItem, version: string): string {
  const { id, name, extension } = item.kind === 'event' ? ofEvent(item) : ofAlert(item);
  const header = ['CEF:0', 'Wardline', 'Wardline', version, id, name, String(severityNumbers(item).cef)];
  return `${header.map(headerField).join('|')}|${extensionOf(extension)}`;
}

interface CefParts {
  id: string;
  name: string;
  /** Key, value and the most bytes kept of it. */
  extension: readonly (readonly [key: string, value: string | number | undefined, bytes?: number])[];
}

/** Bytes of a value. The dictionary allows more (1,023 mostly), but receivers cut messages at 8 KB, and at a place of their own. */
const usual = 200;

function ofEvent(event: StreamedEvent): CefParts {
  const { actor, file, app, ip } = event;
  return {
    id: event.operation,
    name: event.operation,
    extension: [
      ['rt', millis(event.at)],
      ['cat', event.workload],
      ['act', event.operation],
      ['outcome', event.outcome],
      ['reason', event.errorCode],
      ['suser', actor.name],
      ['suid', actor.id],
      ['duser', event.target],
      ...address(ip),
      ['requestClientApplication', event.agent, 400],
      ['request', file?.url ?? event.site, 800],
      ['fname', file?.name],
      ['fileId', file?.id],
      ['fileType', file?.extension],
      ['fsize', file?.bytes],
      ['externalId', event.id],
      ['deviceExternalId', event.tenant.id],
      ...labeled('cs', 1, 'tenantName', event.tenant.name),
      ...labeled('cs', 2, 'application', app?.name ?? app?.id),
      ...labeled('cs', 3, 'correlationId', event.correlation),
      ...labeled('cs', 4, 'actorKind', actor.kind),
      ...labeled('cs', 5, 'sharedWith', event.share),
      ...labeled('cs', 6, 'role', event.role),
      ...labeled('cn', 1, 'recordType', event.recordType),
    ],
  };
}

function ofAlert({ notice, id }: StreamedAlert): CefParts {
  return {
    id: notice.detection,
    name: notice.title,
    extension: [
      ['rt', millis(notice.lastAt)],
      ['cat', 'alert'],
      ['act', notice.change],
      ['suser', notice.actor],
      ['start', millis(notice.firstAt)],
      ['end', millis(notice.lastAt)],
      ['cnt', notice.count],
      ['externalId', id],
      ['deviceExternalId', notice.tenant.id],
      ...labeled('cs', 1, 'tenantName', notice.tenant.name),
      ...labeled('cs', 2, 'alertId', notice.id),
    ],
  };
}

function address(ip: string | undefined): CefParts['extension'] {
  if (ip === undefined) return [];
  return ip.includes(':')
    ? [
        ['c6a2', ip],
        ['c6a2Label', 'Source IPv6 Address'],
      ]
    : [['src', ip]];
}

function labeled(
  kind: 'cs' | 'cn',
  number: number,
  label: string,
  value: string | number | undefined,
): CefParts['extension'] {
  if (value === undefined) return [];
  return [
    [`${kind}${number}`, value],
    [`${kind}${number}Label`, label],
  ];
}

function headerField(text: string): string {
  return cutTo(visible(text), 256).replace(/[\\|]/g, (found) => `\\${found}`);
}

function extensionOf(fields: CefParts['extension']): string {
  return fields
    .flatMap(([key, value, bytes = usual]) => {
      if (value === undefined || value === '' || Number.isNaN(value)) return [];
      const text = cutTo(visible(String(value), { lines: true }), bytes).trim();
      return text === '' ? [] : [`${key}=${extensionValue(text)}`];
    })
    .join(' ');
}

function extensionValue(text: string): string {
  return text.replace(/[\\=]/g, (found) => `\\${found}`).replaceAll('\n', '\\n');
}
