import type { Organization } from '../../core/organization.ts';
import { type MailOutside, byHarm, mailOutside } from '../../engine/mail-outside.ts';
import type { ContentSeal } from '../../store/content-sealing.ts';
import { sentMessages } from '../../store/content-sent.ts';
import type { Store } from '../../store/open.ts';
import { withTenant } from '../../store/scope.ts';
import { listSnapshots, loadSnapshot } from '../../store/snapshots.ts';
import { getTenant } from '../../store/tenants.ts';

const pageSize = 500;

export interface MailsOutside {
  mails: MailOutside[];
  /** Messages that mailboxes' owners sent, as far as the scans know them. */
  sent: number;
  /** False where the list of the tenant's domains was not collected: then a second own domain counts as outside. */
  domainsKnown: boolean;
}

/** Sent messages that took PHI outside, or may have, worst first. Opens recipients; no subject. */
export async function readMailsOutside(
  store: Store,
  tenant: string,
  { seal, organization }: { seal: ContentSeal; organization: Organization },
): Promise<MailsOutside> {
  const { declared, known } = await withTenant(store, tenant, async (scope) => {
    const found = (await listSnapshots(scope)).find(({ state }) => state === 'complete');
    const section = found && (await loadSnapshot(scope, found.id)).sections.domains;
    return {
      declared: (await getTenant(scope)).domain,
      known: section?.status === 'read' ? section.data : undefined,
    };
  });
  const own = [declared, ...(known ?? []).map(({ id, isVerified }) => (isVerified === false ? undefined : id))];
  const addresses = {
    domains: new Set(own.flatMap((domain) => domain?.toLowerCase() ?? [])),
    approved: new Set(organization.approvedDomains.map((domain) => domain.toLowerCase())),
  };
  const mails: MailOutside[] = [];
  let sent = 0;
  for (let after = { store: '', id: '' }; ;) {
    const page = await withTenant(store, tenant, (scope) => sentMessages(scope, seal, { after, limit: pageSize }));
    sent += page.length;
    for (const message of page) {
      const outside = mailOutside(message, addresses);
      if (outside) mails.push(outside);
    }
    const last = page.at(-1);
    if (!last || page.length < pageSize) break;
    after = { store: last.store, id: last.id };
  }
  return { mails: mails.sort(byHarm), sent, domainsKnown: known !== undefined };
}
