import type { AuditEvent } from '../audit-event.ts';

const agents =
  /^(?:MSWAC|MSWACONSync|OfficeWord(?:WRS|WAC)?|Office(?:Excel|PowerPoint)|WAC|MSOCS|SharePoint Workflow|Microsoft-Delve|MS ?FrontPage)/i;
/**
 * Front ends of sign-in, mail and SharePoint: 20.190.128.0/18, 40.126.0.0/18; of 2603:1000::/24, most of which is Azure that
 * anybody rents, only what is Microsoft 365: 2603:1006::/40, 2603:1016::/36 to 2603:1056::/36 and 2603:1061:1300::/40 and the
 * /48 networks of Entra. Source: https://learn.microsoft.com/microsoft-365/enterprise/urls-and-ip-address-ranges
 */
const ranges = new RegExp(
  `^(?:${[
    '20\\.190\\.1(?:2[89]|[3-9]\\d)\\.',
    '40\\.126\\.(?:[0-9]|[1-5]\\d|6[0-3])\\.',
    '2603:1006:[0-9a-f]{0,2}:',
    '2603:10[1-5]6:[0-9a-f]{0,3}:',
    '2603:1061:13[0-9a-f]{2}:',
    '2603:(?:1006:2000|1007:200|1016:1400|1017:0?|1026:3000|1027:1|1036:3000|1037:1|1046:2000|1047:1|1056:2000|1057:2):',
    '2620:1ec:',
  ].join('|')})`,
);

/** True when Microsoft's own servers stand between the person and the record: their address is not where the person is. */
export function isMicrosoftFrontEnd(event: AuditEvent): boolean {
  return agents.test(event.agent ?? '') || ranges.test(event.ip ?? '');
}
