import type { Exposure, StoreKind } from '../core/content.ts';
import type { Organization } from '../core/organization.ts';
import { phiSiteUrls } from '../core/phi-stores.ts';
import { type Placement, type StorePurpose, namesStore } from '../core/placement.ts';
import type { Severity } from '../core/severity.ts';
import { type KnownItem, type KnownStore, isPhi, isUnread } from './inventory-item.ts';

/** Which rule an item breaks. */
export type PlacementBreach = 'ehr-only' | 'non-phi-store' | 'undeclared-store' | 'class-elsewhere';

/** An item with PHI where none may lie, or one that a person has to look at. */
export interface PlacementFinding {
  /** Store and id of the item: the same one in the next scan, wherever it was moved within its store. */
  key: string;
  store: string;
  item: string;
  /** `review`: nothing was found, and what it is cannot be told from its text. */
  outcome: 'violation' | 'review';
  breach: PlacementBreach;
  severity: Severity;
  class: KnownItem['class'];
  patients: number;
  exposure: Exposure;
  /** Whom to ask: the owner of the store. */
  owner: string | null;
  /** Somebody outside could open it: whether that is an incident has to be decided (45 CFR 164.402). */
  incidentQuestion: boolean;
  why: string;
  /** What to do, in this order. */
  steps: string[];
}

type Declared = Pick<Organization, 'phi' | 'phiStores' | 'placement'>;

/** What a store is declared to be for. `placement.stores` goes before `phi.sites`, `phi.mailboxes` and `phiStores`. */
export function purposeOf(store: KnownStore, organization: Declared): StorePurpose | undefined {
  const own = organization.placement?.stores.find(({ match }) => namesStore(match, store));
  if (own) return own.purpose;
  const { mailboxes } = organization.phi;
  const named = store.kind === 'mailbox' ? mailboxes : phiSiteUrls(organization);
  return named.some((name) => namesStore(name, store)) ? 'phi' : undefined;
}

/** Judges the items of one store. Undefined fields of `organization.placement` permit; see `PlacementRule`. */
export class PlacementCheck {
  readonly #store: KnownStore;
  readonly #placement: Placement;
  readonly #purpose: StorePurpose | undefined;
  readonly findings: PlacementFinding[] = [];
  /** Items of a store closed to PHI of which nothing is known. They are not known to be free of it. */
  unread = 0;
  /** Pictures by folder, and the folders that hold PHI. */
  readonly #pictures: KnownItem[] = [];
  readonly #folders = new Set<string>();

  constructor(store: KnownStore, organization: Declared) {
    this.#store = store;
    this.#placement = organization.placement ?? { phi: 'anywhere', stores: [], classes: {} };
    this.#purpose = purposeOf(store, organization);
  }

  /** Whether no PHI at all may lie here. */
  get closed(): boolean {
    return this.#breach('PHI') !== undefined;
  }

  add(item: KnownItem): void {
    const { class: found } = item;
    if (isPhi(item)) {
      const breach = this.#breach(found as 'PHI' | 'PHI_SENSITIVE');
      if (!breach) return;
      if (item.parent !== null) this.#folders.add(item.parent);
      this.findings.push(this.#finding(item, breach, 'violation'));
    } else if (this.closed) {
      if (isUnread(item) || item.partial) this.unread++;
      else if (item.kind === 'picture' && item.parent !== null) this.#pictures.push(item);
    }
  }

  /** After the last item: pictures that lie in a folder with PHI may show the same patient. */
  end(): void {
    const breach = this.#breach('PHI');
    if (!breach) return;
    for (const item of this.#pictures)
      if (this.#folders.has(item.parent!)) this.findings.push(this.#finding(item, breach, 'review'));
  }

  #breach(found: 'PHI' | 'PHI_SENSITIVE'): PlacementBreach | undefined {
    const { phi, classes } = this.#placement;
    if (phi === 'ehr-only' || this.#purpose === 'ehr-only') return 'ehr-only';
    if (this.#purpose === 'non-phi') return 'non-phi-store';
    const only = classes[found] ?? (found === 'PHI_SENSITIVE' ? classes.PHI : undefined);
    if (only && !only.some((pattern) => namesStore(pattern, this.#store))) return 'class-elsewhere';
    if (phi === 'declared' && this.#purpose !== 'phi') return 'undeclared-store';
    return undefined;
  }

  #finding(item: KnownItem, breach: PlacementBreach, outcome: 'violation' | 'review'): PlacementFinding {
    const { kind, owner, id } = this.#store;
    const outside = item.exposure === 'guest' || item.exposure === 'anonymous';
    const review = outcome === 'review';
    const ask = this.#placement.stores.find(({ match }) => namesStore(match, this.#store))?.owner ?? owner;
    return {
      ...{ key: `${id}/${item.id}`, store: id, item: item.id, outcome, breach },
      severity: review ? 'low' : outside || item.class === 'PHI_SENSITIVE' ? 'critical' : 'high',
      ...{ class: item.class, patients: item.patients, exposure: item.exposure, owner: ask },
      incidentQuestion: outside && !review,
      why: review
        ? 'A picture beside a file with PHI. What it shows cannot be read: a person has to look.'
        : whys[breach],
      steps: review ? reviewSteps : this.#steps(item, kind, breach, ask, outside),
    };
  }

  #steps(item: KnownItem, kind: StoreKind, breach: PlacementBreach, owner: string | null, outside: boolean): string[] {
    const { ehr, classes } = this.#placement;
    const target =
      breach === 'ehr-only'
        ? `the patient's chart in ${ehr?.name ?? 'the EHR'}${ehr?.owner ? ` (ask ${ehr.owner})` : ''}`
        : breach === 'class-elsewhere'
          ? `one of the stores for this class: ${(classes[item.class as 'PHI'] ?? classes.PHI ?? []).join(', ')}`
          : 'a store that is declared for PHI';
    const file = kind === 'library' || kind === 'onedrive';
    return [
      ...(outside
        ? [
            'Keep who could open it before anything is changed (wardline links), then ask the privacy officer whether this is an incident: it could be opened from outside (45 CFR 164.402).',
          ]
        : []),
      `${owner ?? 'The owner'} puts it into ${target} and checks that it is complete there.`,
      ...(file
        ? [
            'End its links and rights. A copy that is moved within Microsoft 365 can take them along.',
            'Delete the file here, then its versions with it: empty both recycle bins of the site (93 days otherwise). Where a retention policy or hold covers it, the copy in the Preservation Hold library stays, and that is right.',
            'Computers that sync this folder, phones that kept it offline and mails that it was attached to hold copies of their own: ask who has one.',
          ]
        : kind === 'mailbox'
          ? [
              'Delete the message in every mailbox that it reached, then from Recoverable Items. Under a hold it stays there, and that is right.',
              'Attachments that were saved from it are copies of their own: ask who has one.',
            ]
          : [
              'The sender deletes the message. A file that was sent with it lies in the OneDrive of the sender and is an item of its own.',
              'Under a retention policy the message stays in a hidden folder, and that is right.',
            ]),
      'Scan again: the finding ends when the item is not found any more.',
    ];
  }
}

const whys: Readonly<Record<PlacementBreach, string>> = {
  'ehr-only': 'PHI belongs in the EHR and nowhere in Microsoft 365.',
  'non-phi-store': 'This store is declared to hold no PHI.',
  'undeclared-store': 'This store is not declared for PHI.',
  'class-elsewhere': 'PHI of this class may lie in other stores only.',
};

const reviewSteps = [
  'Open the picture. Where it shows a patient and no signed authorization for this use is on file (45 CFR 164.508), treat it as PHI in the wrong place.',
];
