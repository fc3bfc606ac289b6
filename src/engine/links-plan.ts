import { type Fingerprint, type ItemShare, likeness, whatItGives } from '../core/item-share.ts';
import type { Plan, PlannedChange, RefusedChange } from '../core/plan.ts';
import type { Snapshot } from '../core/snapshot.ts';
import type { KnownShare, Link } from './links.ts';
import { planId } from './plan.ts';

export interface LinksPlanOptions {
  tenant: Pick<Snapshot['tenant'], 'id' | 'name'>;
  /** Baseline id, for the plan's head. */
  baseline: string;
  /** When the scan that found the links ended. */
  takenAt: string;
  /** The moment of planning, ISO 8601 UTC. */
  at: string;
  /** Every share of the tenant that was made on an item itself: what gives the same is told apart by it. */
  shares: readonly KnownShare[];
  fingerprint: Fingerprint;
}

const titles: Readonly<Record<Link['kind'], string>> = {
  anonymous: 'Anyone link',
  organization: 'link for everyone here',
  specific: 'link for named people',
  guest: "guest's right",
  member: "colleague's right",
};

/** Who may open what, and changing that: access authorization, establishment and modification; access control. */
const citations = ['164.308(a)(4)(ii)(C)', '164.312(a)(1)'];

/**
 * The plan that ends these links and rights, worst first. It names no file and nobody: both tell of patients. A right
 * that an item has from its folder is not among the links: it is ended at the folder.
 */
export function planLinks(links: readonly Link[], options: LinksPlanOptions): Plan {
  const { tenant, baseline, takenAt, at, shares, fingerprint } = options;
  const onItem = Map.groupBy(
    shares.filter(({ inherited }) => !inherited),
    ({ store, item }) => `${store}/${item}`,
  );
  const changes: PlannedChange[] = [];
  const refused: RefusedChange[] = [];
  for (const link of links) {
    const why = refusalOf(link);
    if (why !== undefined) {
      refused.push({ control: '', title: summaryOf(link), why });
      continue;
    }
    const like = likeness(link, onItem.get(`${link.store}/${link.item}`) ?? [], fingerprint);
    const from = { ...recordOf(link, like, fingerprint) };
    changes.push({
      id: `c${String(changes.length + 1).padStart(2, '0')}`,
      section: 'itemShares',
      operation: 'remove',
      match: { drive: from.drive, item: from.item, share: from.share, like },
      call: `DELETE /drives/${encodeURIComponent(from.drive)}/items/${encodeURIComponent(from.item)}/permissions/${encodeURIComponent(from.share)}`,
      summary: summaryOf(link),
      notice: isAddress(link)
        ? 'Whoever still follows the link gets an error page.'
        : 'Who had the right finds the file gone from what is shared with them.',
      undo: undoOf(link),
      controls: [],
      severity: link.severity === 'info' ? 'low' : link.severity,
      citations,
      why: whyOf(link),
      from,
      ...{ stages: [], dependsOn: [] },
    });
  }
  const body = {
    tenant: { id: tenant.id, name: tenant.name },
    ...{ baseline, takenAt, createdAt: at },
    ...{ changes, refused, byHand: [], worsens: [] },
  };
  return { kind: 'wardline.plan', version: 1, id: planId(body), ...body };
}

function recordOf(link: Link, like: string, fingerprint: Fingerprint): ItemShare {
  return {
    drive: link.store.replace(/^drive:/, ''),
    ...{ item: link.item, share: link.id, like },
    ...{ kind: link.kind, access: link.access, is: whatItGives(link, fingerprint) },
    ...{ expiresAt: link.expiresAt, hasPassword: link.hasPassword },
  };
}

function refusalOf({ expired, access, store }: Link): string | undefined {
  if (expired) return 'It is over by itself.';
  if (access === 'owner') return 'An owner keeps the right to what is theirs.';
  return store.startsWith('drive:') ? undefined : 'Only files and folders have links.';
}

function isAddress({ kind }: Link): boolean {
  return kind === 'anonymous' || kind === 'organization' || kind === 'specific';
}

function summaryOf({ kind, behind, storeName }: Link): string {
  const phi = behind.phi === 1 ? 'one item' : `${behind.phi} items`;
  return `End the ${titles[kind]}${behind.phi > 0 ? ` to ${phi} with PHI` : ''} in ${storeName}`;
}

function whyOf({ behind, lastUse, kind }: Link): string {
  const open =
    kind === 'anonymous'
      ? 'Whoever has the link opens it without signing in.'
      : kind === 'organization'
        ? 'Everybody in the organization can open it.'
        : 'It was given to single people.';
  const use =
    lastUse.state === 'used'
      ? ` Last used ${lastUse.at.slice(0, 10)}.`
      : lastUse.state === 'none-logged'
        ? ` No use is logged since ${lastUse.since.slice(0, 10)}.`
        : ' When it was last used is not known.';
  const patients =
    behind.patients > 0
      ? ` Records of ${behind.patients === 1 ? 'one patient' : `${behind.patients} patients`} lie behind it.`
      : '';
  return `${open}${patients}${use}`;
}

/** What Graph can make again, said before anybody approves. */
function undoOf(link: Link): PlannedChange['undo'] {
  if (link.hasPassword)
    return { cannot: 'A link with a password cannot be made again, because nobody can read the password.' };
  if (link.access === 'blocks-download')
    return { cannot: 'A link that blocks downloads is not made again: its owner shares the file anew.' };
  const named = link.grantees.length > 0 && link.grantees.every((one) => one.includes('@'));
  if ((link.kind === 'specific' || !isAddress(link)) && !named)
    return { cannot: 'It is for a group or an account without an address: its owner shares the file anew.' };
  if (isAddress(link))
    return {
      cannot:
        'The address stays dead. With --even-partly undo makes a link that gives the same, at a new address that everybody who needs it must be sent.',
    };
  return 'restore';
}
