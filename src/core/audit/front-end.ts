import type { AuditEvent } from '../audit-event.ts';

const agents =
  /^(?:MSWAC|MSWACONSync|OfficeWord(?:WRS|WAC)?|Office(?:Excel|PowerPoint)|WAC|MSOCS|SharePoint Workflow|Microsoft-Delve|MS ?FrontPage)/i;
/** Sign-in front ends of Microsoft 365. Source: https://learn.microsoft.com/microsoft-365/enterprise/urls-and-ip-address-ranges */
const ranges = /^(?:20\.190\.1(?:2[89]|[3-9]\d)\.|40\.126\.(?:[0-9]|[1-5]\d|6[0-3])\.|2603:10[0-9a-f]{2}:|2620:1ec:)/;

/** True when Microsoft's own servers stand between the person and the record: their address is not where the person is. */
export function isMicrosoftFrontEnd(event: AuditEvent): boolean {
  return agents.test(event.agent ?? '') || ranges.test(event.ip ?? '');
}
