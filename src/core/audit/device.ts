import type { AuditEvent } from '../audit-event.ts';
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
export function deviceOf(event: AuditEvent): DeviceFacts {
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

function filled(facts: { [K in keyof DeviceFacts]: DeviceFacts[K] | undefined }): DeviceFacts {
  return Object.fromEntries(Object.entries(facts).filter(([, value]) => value !== undefined));
}
