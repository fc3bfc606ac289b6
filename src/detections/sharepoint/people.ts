import type { AuditEvent } from '../../core/audit-event.ts';
import type { DetectionContext } from '../../core/detection.ts';
import { domainOf } from '../../core/audit/address.ts';
import { shareOf } from '../../core/audit/share.ts';
import { textOf } from '../../core/audit/values.ts';
import { perEvent, perText } from './remembered.ts';

/** Crawlers, Microsoft's own servers and previews that work under a person's name. */
const machine = /ms search|robot|crawler|mswac|officeonline|wopi|^onedrivempc-transform/i;

const isMachine = perText((agent) => machine.test(agent));

/**
 * True when a person did it: no service, app, system or crawler, no declared service account, no approved app.
 * A stolen session of a person counts as that person.
 */
export const isPerson = perEvent(
  (event: AuditEvent, context: Pick<DetectionContext, 'isServiceAccount' | 'isApprovedApp'>) => {
    const { kind } = event.actor;
    if (kind !== 'user' && kind !== 'guest' && kind !== 'anonymous') return false;
    if (context.isServiceAccount(event) || context.isApprovedApp(event.app?.id)) return false;
    return event.agent === undefined || !isMachine(event.agent);
  },
  'isServiceAccount',
);

/** What a person is counted by: anonymous visitors by their address, for all of them share one name. */
export function personKey(event: AuditEvent): string {
  return event.actor.kind === 'anonymous' ? `anonymous from ${event.ip ?? 'an unknown address'}` : event.actor.key;
}

interface Outsider {
  name: string;
  domain?: string;
  consumer: boolean;
}

/** The outside person that a sharing opens something to; undefined for own people, groups, links and approved partners. */
export function outsiderOf(
  event: AuditEvent,
  context: Pick<DetectionContext, 'isOwn' | 'isOutside' | 'isApprovedDomain' | 'isConsumer'>,
): Outsider | undefined {
  const share = shareOf(event);
  if (share.target === undefined) return undefined;
  const guest = share.kind === 'guest' || /^urn:spo:guest#/i.test(textOf(event.raw['TargetUserOrGroupName']) ?? '');
  // SharePoint knows the members of its directory better than the domains that the log has shown so far.
  if (share.targetType === 'member' && !guest) return undefined;
  const found = outsider(share.target, guest, context);
  return found && !isRedeemed(event.actor.key, found.name) ? found : undefined;
}

/** A guest who accepts an invitation is added by own hand. */
function isRedeemed(actor: string, guest: string): boolean {
  return actor === guest || actor.startsWith(`${guest.replace('@', '_')}#ext#`);
}

/** The same for a name. A link's or group's name has dots and no `@`: it is nobody. */
export function outsider(
  name: string,
  saidGuest: boolean,
  context: Pick<DetectionContext, 'isOwn' | 'isOutside' | 'isApprovedDomain' | 'isConsumer'>,
): Outsider | undefined {
  if (!/@|#ext#/i.test(name)) return undefined;
  const outside = context.isOutside(name) || (saidGuest && !context.isOwn(name));
  if (!outside || context.isApprovedDomain(name)) return undefined;
  const domain = domainOf(name);
  return { name: guestAddress(name), ...(domain && { domain }), consumer: context.isConsumer(name) };
}

/** `ann_gmail.com#EXT#@clinic.onmicrosoft.com` is `ann@gmail.com`. */
function guestAddress(name: string): string {
  const guest = /^(.+)_([^_]+)#ext#/i.exec(name);
  return (guest ? `${guest[1]}@${guest[2]}` : name).toLowerCase();
}

/** True when the account looks like the same person's: `nina.lopez@clinic...` and `n-inalopez88@gmail.com`. */
export function isOwnPrivateAddress(account: string, address: string): boolean {
  const given = local(account);
  const other = local(address).replace(/[^a-z]/g, '');
  const parts = given.split(/[^a-z]+/).filter((part) => part.length > 1);
  const whole = parts.join('');
  if (whole.length < 4) return false;
  if (other.includes(whole) || other.includes(parts.toReversed().join(''))) return true;
  // `n.lopez` and `lopez.nina`: a family name of some length and the same first letter.
  const family = parts.at(-1)!;
  return (
    parts.length > 1 &&
    family.length >= 4 &&
    other.includes(family) &&
    other.replace(family, '').startsWith(parts[0]![0]!)
  );
}

function local(name: string): string {
  return name.toLowerCase().split('@')[0]!;
}
