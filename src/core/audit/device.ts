import type { AuditEvent } from '../audit-event.ts';
import { once } from './once.ts';
import { fieldsOf, pairsOf, textOf, yesOf } from './values.ts';

export interface DeviceFacts {
  /** Undefined: the record does not say. A tenant without Intune says `false` for everybody. */
  managed?: boolean;
  compliant?: boolean;
  os?: string;
  name?: string;
  id?: string;
  browser?: string;
  trust?: string;
}

/** What the record knows of the device, for sign-ins of all sources and for SharePoint records. */
export const deviceOf = once(deviceFacts);

function deviceFacts(event: AuditEvent): DeviceFacts {
  const raw = event.raw;
  const detail = fieldsOf(raw['deviceDetail']);
  if (detail) {
    return filled({
      managed: yesOf(detail['isManaged']),
      compliant: yesOf(detail['isCompliant']),
      os: textOf(detail['operatingSystem']),
      name: textOf(detail['displayName']),
      id: textOf(detail['deviceId']),
      browser: textOf(detail['browser']),
      trust: textOf(detail['trustType']),
    });
  }
  const pairs = pairsOf(raw['DeviceProperties']);
  const both = yesOf(pairs.get('iscompliantandmanaged'));
  return filled({
    managed: yesOf(raw['IsManagedDevice']) ?? yesOf(pairs.get('ismanaged')) ?? both,
    compliant: yesOf(pairs.get('iscompliant')) ?? both,
    os: textOf(pairs.get('os')) ?? textOf(raw['Platform']),
    name: textOf(pairs.get('displayname')) ?? textOf(raw['DeviceDisplayName']) ?? textOf(raw['MachineDomainInfo']),
    id: textOf(pairs.get('id')) ?? textOf(raw['MachineId']),
    browser: textOf(pairs.get('browsertype')) ?? textOf(raw['BrowserName']),
    trust: textOf(pairs.get('trusttype')),
  });
}

/** Only what is known stands in the facts. Every sign-in passes here: this has to be fast. */
function filled({ managed, compliant, os, name, id, browser, trust }: Found): DeviceFacts {
  const facts: DeviceFacts = {};
  if (managed !== undefined) facts.managed = managed;
  if (compliant !== undefined) facts.compliant = compliant;
  if (os !== undefined) facts.os = os;
  if (name !== undefined) facts.name = name;
  if (id !== undefined) facts.id = id;
  if (browser !== undefined) facts.browser = browser;
  if (trust !== undefined) facts.trust = trust;
  return facts;
}
type Found = { [K in keyof DeviceFacts]: DeviceFacts[K] | undefined };
