import type { AuditEvent } from '../../core/audit-event.ts';
import type { AlertFacts, DetectionContext, Signal } from '../../core/detection.ts';
import { deviceOf } from '../../core/audit/device.ts';
import { fileOf } from '../../core/audit/file.ts';
import { isPerson, personKey } from './people.ts';
import { isOwnOneDrive, siteName } from './places.ts';
import { perEvent } from './remembered.ts';

/** Parts of web pages, fetched by opening a page. */
const pageParts = new Set(['aspx', 'js', 'css', 'svg', 'woff', 'woff2', 'ico', 'map', 'master', 'spcolor']);

/** One file taken by one person, in the words of all download alerts: who, from which site, device and address. No file name. */
export const takenFile = perEvent(taken, 'isServiceAccount');

function taken(
  event: AuditEvent,
  context: Pick<DetectionContext, 'isServiceAccount' | 'isApprovedApp'>,
): Signal | undefined {
  if (!isPerson(event, context) || event.outcome === 'failure') return undefined;
  const file = fileOf(event);
  if (!file || pageParts.has(file.extension ?? '')) return undefined;
  // Work at the office does not hide among what goes to a private computer, nor the other way round.
  const group = `${personKey(event)}${deviceOf(event).managed === false ? ' on unmanaged devices' : ''}`;
  return { group, distinct: file.key, why: takenWords(event) };
}

function takenWords(event: AuditEvent): string {
  return `${event.actor.name} took files from ${siteName(event)} ${deviceWords(event)}`;
}

/** `to the unmanaged device KATE-PC from 203.0.113.7`. */
function deviceWords(event: AuditEvent): string {
  const device = deviceOf(event);
  const kind = device.managed === false ? 'the unmanaged device' : device.managed ? 'the managed device' : 'the device';
  const name = event.raw['DeviceDisplayName'] ?? device.id;
  const to =
    typeof name === 'string' && name !== ''
      ? `to ${kind} ${name} `
      : device.managed === false
        ? 'to an unmanaged device '
        : '';
  return `${to}from ${event.ip ?? 'an unknown address'}`;
}

/** Managed by Intune or joined to a domain; undefined when the record does not say. */
export function onManagedDevice(event: AuditEvent): boolean | undefined {
  const domain = event.raw['MachineDomainInfo'];
  const joined = typeof domain === 'string' && /[1-9a-f]/i.test(domain.replace(/-/g, ''));
  return deviceOf(event).managed ?? (joined ? true : undefined);
}

/** A new computer fetches its owner's OneDrive once: normal, unless the computer is known to be nobody's. */
export function isOwnFirstSync(event: AuditEvent): boolean {
  return (
    event.op === 'filesyncdownloadedfull' &&
    isOwnOneDrive(event.site, event.actor.key) &&
    onManagedDevice(event) !== false
  );
}

/** `1,234 different files within 3 hours; first: ..., last: ...`. */
export function takenSummary(facts: AlertFacts): string {
  const where = facts.first === facts.last ? facts.first : `${facts.first}; latest: ${facts.last}`;
  return `${facts.distinct.toLocaleString('en-US')} different files ${durationWords(facts.minutes)}: ${where}`;
}

function durationWords(minutes: number): string {
  if (minutes < 120) return `within ${Math.max(1, minutes)} minutes`;
  return minutes < 2880 ? `within ${Math.round(minutes / 60)} hours` : `within ${Math.ceil(minutes / 1440)} days`;
}
