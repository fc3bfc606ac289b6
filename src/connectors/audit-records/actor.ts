import type { Actor, ActorKind } from '../../core/audit-event.ts';
import { unclaimed } from '../../core/audit/share.ts';
import { textOf } from '../../core/audit/values.ts';

const guid = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
const nobody = /^(?:not available|not-found|unknown|n\/a|-|undefined|null|user)$/;
/** Microsoft's own identities as they stand in UserId. */
const machinery =
  /^(?:s-1-5-(?:18|19|20)|nt authority\\.*|nt service\\.*|app@sharepoint|sharepoint\\system|microsoft\\.*|fim_password_service@.*|microsoft teams sync|ffoservicepartneruser|securitycompliancealerts|dlpagent|dlp ?sensitive.*|system|system account|admin@protection\..*|.*\(microsoft\.exchange\..*\)|spo_?(?:grid|search).*|office365 backend process|compliance ?(?:center)?admin|irmpolicy.*|microsoft\.(?:office|exchange|sharepoint)\..*)$/;
const systemTypes = new Set([3, 4, 7, 8]);

/**
 * Who a UserId stands for. `userType` is Microsoft's number; it is believed only where the name leaves it open, because
 * Entra writes 0 for nearly everybody.
 */
export function actorOf(userId: unknown, userType: number | undefined, userKey: unknown, tenant: string): Actor {
  const given = textOf(userId) ?? '';
  const key = given.toLowerCase();
  const id = textOf(userKey)?.toLowerCase();
  const identified = id !== undefined && guid.test(id) ? { id } : {};
  if (!given || nobody.test(key))
    return { key: key || 'unknown', name: given || 'unknown', kind: 'unknown', ...identified };
  if (key.startsWith('urn:spo:guest#') || key.startsWith('i:0')) {
    const name = unclaimed(given) ?? given;
    const kind = key.startsWith('urn') ? 'guest' : kindOf(name.toLowerCase(), userType, tenant);
    return { key: name.toLowerCase(), name, kind, ...identified };
  }
  const kind = kindOf(key, userType, tenant);
  // The service host in brackets differs from record to record of one identity.
  return { key: kind === 'system' ? key.replace(/ \(.*\)$/, '') : key, name: given, kind, ...identified };
}

function kindOf(key: string, userType: number | undefined, tenant: string): ActorKind {
  if (key.startsWith('urn:spo:anon') || key === 'anonymous' || key.startsWith('anonymous@')) return 'anonymous';
  if (machinery.test(key) || key === tenant) return 'system';
  if (key.startsWith('serviceprincipal_')) return 'service';
  if (key.includes('#ext#') || userType === 9) return 'guest';
  if (key.includes('@')) return userType === 10 ? 'guest' : 'user';
  if (systemTypes.has(userType ?? -1)) return 'system';
  if (userType === 5 || userType === 6) return userType === 5 ? 'application' : 'service';
  if (guid.test(key) || key.startsWith('s-1-5-')) return 'unknown';
  if (key === 'certificate') return 'application';
  // Exchange names people by path: `host/Microsoft Exchange Hosted Organizations/tenant/name`.
  return key.includes('/') || key.includes('\\') ? 'user' : 'application';
}
