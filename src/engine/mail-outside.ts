import { domainOf, isWithin } from '../core/audit/address.ts';
import { consumerDomains } from '../core/audit/consumer-domains.ts';
import type { ContentVerdict, MailProtection, SentMail } from '../core/content.ts';
import type { SensitiveClass } from '../core/phi.ts';
import type { Severity } from '../core/severity.ts';
import { looksOwn } from '../detections/exchange/outside-address.ts';

/**
 * How far a message went. `own`: to a private mailbox that is named like its sender; `consumer`: to a private mailbox
 * of somebody; `outside`: to another organization.
 */
export const mailReaches = ['own', 'consumer', 'outside'] as const;
export type MailReach = (typeof mailReaches)[number];

/** A message as a scan kept it. */
export interface KnownSent {
  store: string;
  id: string;
  class: ContentVerdict['class'] | null;
  patients: number;
  sensitive: readonly SensitiveClass[];
  protection: MailProtection | null;
  sent: SentMail;
}

export interface MailOutside extends Omit<KnownSent, 'sent'> {
  at: string;
  from: string;
  /** Those outside alone. */
  to: string[];
  domains: string[];
  reach: MailReach;
  /** `unknown`: its content is encrypted, or was not read. */
  phi: 'yes' | 'unknown';
  severity: Severity;
}

export interface OwnAddresses {
  /** Mail domains of the organization, in lower case. */
  domains: ReadonlySet<string>;
  /** Domains or addresses to which PHI may go: those of a contract. */
  approved: ReadonlySet<string>;
}

/**
 * The message as one that took PHI outside, or may have; undefined for what stayed inside, went where it may, or holds
 * none. The sender's own domain is inside too, so that an unread list of domains alarms nobody.
 */
export function mailOutside(message: KnownSent, own: OwnAddresses): MailOutside | undefined {
  const { sent, ...kept } = message;
  const isPhi = message.class === 'PHI' || message.class === 'PHI_SENSITIVE';
  const hidden = message.protection !== null || message.class === null || message.class === 'UNREADABLE';
  if (!isPhi && !hidden) return undefined;
  const home = domainOf(sent.from);
  const to = sent.to.filter((address) => {
    const domain = domainOf(address);
    if (domain === undefined || domain === home || isWithin(domain, own.domains)) return false;
    return !own.approved.has(address) && !isWithin(domain, own.approved);
  });
  if (to.length === 0) return undefined;
  const reach = widest(to, sent.from);
  return {
    ...kept,
    ...{ at: sent.at, from: sent.from, to, reach },
    domains: [...new Set(to.flatMap((address) => domainOf(address) ?? []))].sort(),
    phi: isPhi ? 'yes' : 'unknown',
    severity: severityOf(message, reach, isPhi),
  };
}

function widest(to: readonly string[], from: string): MailReach {
  const homes = to.filter((address) => isWithin(domainOf(address) ?? '', consumerDomains));
  if (homes.some((address) => looksOwn(from, address))) return 'own';
  return homes.length > 0 ? 'consumer' : 'outside';
}

function severityOf(message: KnownSent, reach: MailReach, isPhi: boolean): Severity {
  if (!isPhi) return 'low';
  if (message.protection !== null) return reach === 'own' ? 'high' : 'low';
  if (reach === 'own' || message.class === 'PHI_SENSITIVE') return 'critical';
  return reach === 'consumer' ? 'high' : 'medium';
}

const order: readonly Severity[] = ['critical', 'high', 'medium', 'low'];

/** Worst first, then the newest. */
export function byHarm(a: MailOutside, b: MailOutside): number {
  return (
    order.indexOf(a.severity) - order.indexOf(b.severity) ||
    b.patients - a.patients ||
    b.at.localeCompare(a.at) ||
    a.id.localeCompare(b.id)
  );
}
