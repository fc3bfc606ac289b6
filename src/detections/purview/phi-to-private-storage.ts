import type { AuditEvent } from '../../core/audit-event.ts';
import { fieldsOf, numberOf, objectsOf, textOf } from '../../core/audit/values.ts';
import { defineDetection } from '../../core/detection.ts';

const removable = new Set([
  'filecopiedtoremovablemedia',
  'filecreatedonremovablemedia',
  'filetransferredbybluetooth',
  'filemovedtoremovablemedia',
]);
const uploads = new Set(['fileuploadedtocloud', 'filecopiedtocloud', 'uploadtext', 'pastedtobrowser']);
/** Storage and mail of private persons. Not OneDrive or SharePoint of an organization, whose hosts end in sharepoint.com. */
const privateStorage =
  /(?:^|\.)(?:onedrive\.live\.com|1drv\.ms|drive\.google\.com|docs\.google\.com|mail\.google\.com|gmail\.com|photos\.google\.com|dropbox\.com|icloud\.com|mega\.(?:nz|io)|wetransfer\.com|mediafire\.com|pcloud\.com|box\.com|sendspace\.com|transfer\.sh|gofile\.io|file\.io|anonfiles\.com|pastebin\.com|outlook\.live\.com|mail\.yahoo\.com|mail\.proton\.me|proton\.me|web\.whatsapp\.com|web\.telegram\.org|chatgpt\.com|openai\.com)$/i;

/** What endpoint DLP saw: Microsoft puts these fields on the record or into EndpointMetaData. */
function fieldOf(event: AuditEvent, name: string): unknown {
  return fieldsOf(event.raw['EndpointMetaData'])?.[name] ?? event.raw[name];
}

function matched(event: AuditEvent): boolean {
  return (
    objectsOf(fieldOf(event, 'SensitiveInfoTypeData')).length > 0 ||
    objectsOf(event.raw['PolicyDetails']).length > 0 ||
    fieldsOf(fieldOf(event, 'PolicyMatchInfo')) !== undefined
  );
}

export const phiToPrivateStorage = defineDetection({
  id: 'purview.phi-to-private-storage',
  title: 'Protected data went to a private cloud or a removable drive',
  severity: 'high',
  citations: ['164.310(d)(1)', '164.312(a)(1)', '164.308(a)(1)(ii)(D)'],
  attack: ['T1052.001', 'T1567.002'],
  incident: 'phi-taken',
  firstSteps: [
    'Ask the person for the drive or the account, and have the files deleted there',
    'List the files, and count the patients in them',
    'Block the way for the device: removable drives, or the cloud service',
  ],
  falsePositives: ['An encrypted drive of the organization for a hand-over: allow the person for that day'],
  knownGaps: ['Devices that are not onboarded to endpoint DLP', 'Private clouds that are not on the list'],
  operations: [...removable, ...uploads, 'dlprulematch'],
  recordTypes: [63],
  signal(event, context) {
    if (event.actor.kind === 'system' || context.isServiceAccount(event) || !matched(event)) return undefined;
    const action =
      event.op === 'dlprulematch' ? (textOf(fieldOf(event, 'EndpointOperation'))?.toLowerCase() ?? '') : event.op;
    const host = textOf(fieldOf(event, 'TargetDomain'))
      ?.toLowerCase()
      .replace(/^https?:\/\//, '')
      .replace(/[/:].*$/, '');
    const isUpload = uploads.has(action);
    if (!removable.has(action) && !(isUpload && host !== undefined && privateStorage.test(host))) return undefined;
    // 1 audit, 2 warn, 3 warn and bypass, 4 block. Source: Office 365 Management Activity API schema, EndpointMetaData.
    const mode = fieldOf(event, 'EnforcementMode');
    const isBlocked = numberOf(mode) === 4 || textOf(mode)?.toLowerCase() === 'block';
    const where = isUpload ? `to ${host}` : 'to a removable drive or device';
    return {
      group: event.actor.key,
      why: `${event.actor.name} ${isBlocked ? 'tried to copy' : 'copied'} protected data ${where}`,
      ...(isBlocked && { severity: 'medium' }),
      ...(host && { domain: host }),
    };
  },
  rule: { kind: 'each', mergeMinutes: 1440 },
  summary: ({ last, count }) => (count > 1 ? `${last}, ${count} times` : last),
});
