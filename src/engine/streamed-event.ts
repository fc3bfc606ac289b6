import type { AuditEvent } from '../core/audit-event.ts';
import { domainOf } from '../core/audit/address.ts';
import { deviceOf } from '../core/audit/device.ts';
import { dlpOf } from '../core/audit/dlp.ts';
import { fileOf } from '../core/audit/file.ts';
import { labelOf } from '../core/audit/label.ts';
import { mailboxOf } from '../core/audit/mailbox.ts';
import { riskOf } from '../core/audit/risk.ts';
import { rolesOf } from '../core/audit/roles.ts';
import { shareOf } from '../core/audit/share.ts';
import { signInOf } from '../core/audit/sign-in.ts';
import { targetsOf } from '../core/audit/targets.ts';
import type { StreamedEvent } from '../core/stream.ts';

const guid = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/**
 * An event as it may leave. By default nothing of it can hold PHI: no name or address of a file, and of people outside
 * only the domain, because a patient with a link is one of them. With `raw` Microsoft's own record goes along.
 */
export function streamedEvent(event: AuditEvent, tenant: { id: string; name: string }, raw: boolean): StreamedEvent {
  const { actor, app } = event;
  const isEntra = event.workload === 'entra';
  const isSharing = /shar|link/.test(event.op);
  const label = labelOf(event);
  const dlp = dlpOf(event);
  const risk = riskOf(event);
  const role = isEntra ? rolesOf(event)?.name : undefined;
  const target = targetOf(event);
  const file = fileFacts(event, raw);
  const device = deviceOf(event);
  const { mfa } = event.source === 'sign-in' || event.recordType === 15 ? signInOf(event) : {};
  return {
    kind: 'event',
    id: event.id,
    at: event.at,
    tenant,
    source: event.source,
    workload: event.workload,
    operation: event.operation,
    ...(event.recordType !== undefined && { recordType: event.recordType }),
    outcome: event.outcome,
    ...(event.errorCode !== undefined && { errorCode: event.errorCode }),
    actor: {
      name: raw ? actor.name : personOf(actor.name, actor.kind === 'guest' || actor.kind === 'anonymous'),
      kind: actor.kind,
      ...(actor.id && guid.test(actor.id) && { id: actor.id }),
    },
    ...(event.ip !== undefined && { ip: event.ip }),
    ...(event.agent !== undefined && { agent: event.agent }),
    ...(app && { app }),
    ...(event.session !== undefined && { session: event.session }),
    ...(event.correlation !== undefined && { correlation: event.correlation }),
    ...(event.site !== undefined && { site: event.site }),
    ...(file && { file }),
    ...(target !== undefined && { target: raw ? target.name : personOf(target.name, target.outside) }),
    ...(role && { role }),
    ...(isSharing &&
      (event.workload === 'sharepoint' || event.workload === 'onedrive') && { share: shareOf(event).kind }),
    ...(label && { label: label.change }),
    ...(dlp && { policies: dlp.policies }),
    ...(risk && { risk: { type: risk.type, level: risk.level } }),
    ...((device.managed !== undefined || device.compliant !== undefined) && {
      device: {
        ...(device.managed !== undefined && { managed: device.managed }),
        ...(device.compliant !== undefined && { compliant: device.compliant }),
      },
    }),
    ...(mfa !== undefined && { mfa }),
    ...(raw && { raw: event.raw }),
  };
}

function fileFacts(event: AuditEvent, raw: boolean): StreamedEvent['file'] {
  const file = fileOf(event);
  if (!file) return undefined;
  return {
    // The key is an address where the record has no list item id, and some records have a name for an id.
    ...(guid.test(file.key) && { id: file.key }),
    // What follows the last dot of a hostile name may be anything.
    ...(file.extension && /^[a-z0-9]{1,8}$/.test(file.extension) && { extension: file.extension }),
    ...(file.bytes !== undefined && { bytes: file.bytes }),
    ...(raw && file.name && { name: file.name }),
    ...(raw && file.url && { url: file.url }),
  };
}

/** Whom it was done to: an account of the directory, the owner of a mailbox, who got a share. */
function targetOf(event: AuditEvent): { name: string; outside: boolean } | undefined {
  if (event.workload === 'entra') {
    const user = targetsOf(event).find(({ kind }) => kind === 'user');
    const name = user?.name ?? user?.id;
    return name === undefined ? undefined : { name, outside: /#ext#/i.test(name) };
  }
  const owner = mailboxOf(event)?.owner;
  if (owner !== undefined) return { name: owner, outside: false };
  if (event.workload !== 'sharepoint' && event.workload !== 'onedrive') return undefined;
  const name = shareOf(event).target;
  // Names of groups and links say nothing of a person, and a link's may hold anything.
  if (name === undefined || domainOf(name) === undefined) return undefined;
  return { name, outside: /#ext#/i.test(name) || domainOf(name) !== domainOf(event.actor.name) };
}

/** A person's name, or of one outside the domain alone. */
export function personOf(name: string, outside: boolean): string {
  if (!outside && !/#ext#|^urn:spo:(?:guest|anon)/i.test(name)) return name;
  const domain = domainOf(name);
  return domain === undefined ? '[outside]' : `[outside]@${domain}`;
}
