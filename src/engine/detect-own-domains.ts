import type { AuditEvent } from '../core/audit-event.ts';
import { domainOf, isWithin } from '../core/audit/address.ts';
import { consumerDomains } from '../core/audit/consumer-domains.ts';
import { textOf } from '../core/audit/values.ts';

/** Users of one domain that are told apart; a domain with this many in files alone is own. */
const enoughUsers = 5;
const domainLimit = 500;

/** Records whose account may be an outsider's: DLP matches and labels of mail that came in, sharing. */
const ofOthers = new Set([13, 14, 28, 43, 107]);

/** What was learnt, as plain data for the checkpoint. */
export interface LearntDomains {
  /** Seen where only the organization's own accounts act: mailboxes, administration, the directory. */
  sure: string[];
  /** Seen in files and meetings, where a guest may show a plain address: up to five users of each. */
  likely: Record<string, string[]>;
}

/** Learns the organization's own mail domains from who acts in its log. Failed sign-ins, sharing records and guests teach nothing. */
export class OwnDomains {
  readonly #declared: ReadonlySet<string>;
  readonly #sure: Set<string>;
  readonly #likely: Map<string, Set<string>>;
  #known: ReadonlySet<string> | undefined;
  /** Names that have taught all they can. */
  readonly #done = new Set<string>();

  constructor(declared: readonly string[], learnt: LearntDomains = { sure: [], likely: {} }) {
    this.#declared = new Set(declared.map((domain) => domain.toLowerCase()));
    this.#sure = new Set(learnt.sure);
    this.#likely = new Map(Object.entries(learnt.likely).map(([domain, users]) => [domain, new Set(users)]));
  }

  learn(event: AuditEvent): void {
    if (event.source === 'unified' && event.workload === 'exchange') {
      const { OrganizationName: organization, MailboxOwnerUPN: owner } = event.raw;
      if (this.#isNew(organization)) this.#addTenant(organization.toLowerCase());
      if (this.#isNew(owner)) this.#addAccount(owner);
    }
    if (event.actor.kind !== 'user' || event.outcome === 'failure') return;
    if (event.recordType !== undefined && ofOthers.has(event.recordType)) return;
    if (event.workload === 'entra' || event.workload === 'exchange') {
      const away = event.source === 'sign-in' && textOf(event.raw['homeTenantId'])?.toLowerCase() !== event.tenant;
      if ((!away || event.raw['homeTenantId'] === undefined) && this.#isNew(event.actor.key))
        this.#addAccount(event.actor.key);
    } else if (this.#isNew(`likely ${event.actor.key}`)) this.#addLikely(event.actor.key);
  }

  #isNew(name: unknown): name is string {
    if (typeof name !== 'string' || this.#done.has(name)) return false;
    if (this.#done.size >= 50_000) this.#done.clear();
    this.#done.add(name);
    return true;
  }

  #addTenant(name: string): void {
    if (!name.endsWith('.onmicrosoft.com')) return;
    this.#add(name);
    this.#add(name.replace(/\.onmicrosoft\.com$/, '.mail.onmicrosoft.com'));
  }

  #addAccount(name: string | undefined): void {
    const domain = name?.includes('@') && !name.toLowerCase().includes('#ext#') ? domainOf(name) : undefined;
    if (domain) this.#add(domain);
  }

  #add(domain: string): void {
    if (this.#sure.has(domain) || consumerDomains.has(domain) || this.#sure.size >= domainLimit) return;
    this.#sure.add(domain);
    this.#known = undefined;
  }

  #addLikely(account: string): void {
    const domain = domainOf(account);
    if (!domain || this.#sure.has(domain) || consumerDomains.has(domain)) return;
    let users = this.#likely.get(domain);
    if (!users) {
      if (this.#likely.size >= domainLimit) return;
      this.#likely.set(domain, (users = new Set()));
    }
    if (users.size >= enoughUsers || users.has(account)) return;
    users.add(account);
    this.#known = undefined;
  }

  /** Declared, sure, and of the likely ones those with many users, or with the most while nothing is sure. */
  get known(): ReadonlySet<string> {
    if (this.#known) return this.#known;
    const most = Math.max(0, ...[...this.#likely.values()].map((users) => users.size));
    const bar = this.#sure.size + this.#declared.size > 0 ? enoughUsers : Math.min(most, 3);
    const likely = [...this.#likely].filter(([, users]) => users.size >= bar).map(([domain]) => domain);
    return (this.#known = new Set([...this.#declared, ...this.#sure, ...likely]));
  }

  isOwn(addressOrDomain: string): boolean {
    if (addressOrDomain.toLowerCase().includes('#ext#')) return false;
    const domain = domainOf(addressOrDomain);
    return domain !== undefined && isWithin(domain, this.known);
  }

  /** False while no own domain is known, but for addresses that can never be own. */
  isOutside(addressOrDomain: string): boolean {
    const domain = domainOf(addressOrDomain);
    if (domain === undefined) return false;
    if (addressOrDomain.toLowerCase().includes('#ext#') || consumerDomains.has(domain))
      return !this.#declared.has(domain);
    return this.known.size > 0 && !isWithin(domain, this.known);
  }

  toJSON(): LearntDomains {
    return {
      sure: [...this.#sure],
      likely: Object.fromEntries([...this.#likely].map(([domain, users]) => [domain, [...users]])),
    };
  }
}
