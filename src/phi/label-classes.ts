import type { DocumentClass } from '../core/phi.ts';

/** A sensitivity label of the taxonomy, from the least protected to the most: Purview gives them their order by it. */
export interface LabelClass {
  /** The classes of documents that it stands for. */
  classes: readonly DocumentClass[];
  name: string;
  /** What a person reads before choosing it. */
  tooltip: string;
  /** Who may open what carries it: everybody of the organization, or the declared PHI groups alone. */
  encrypts?: 'organization' | 'phi-groups';
  /** Whether it stands for PHI. */
  phi: boolean;
}

/** One label for each class of the judge. A retention label keeps or deletes and encrypts nothing: none stands here. */
export const labelClasses: readonly LabelClass[] = [
  {
    classes: ['NONE', 'HEALTH_ONLY'],
    name: 'General',
    tooltip: 'Daily work that names no patient: schedules, forms without entries, leaflets on health.',
    phi: false,
  },
  {
    classes: ['PII_ONLY'],
    name: 'Confidential - personal data',
    tooltip: 'Names or numbers of people and nothing of their health: staff files, bills of suppliers, contact lists.',
    phi: false,
  },
  {
    classes: ['PHI'],
    name: 'PHI',
    tooltip: 'Anything that names a patient and says something of health, care or payment. Encrypted for our people.',
    encrypts: 'organization',
    phi: true,
  },
  {
    classes: ['PHI_SENSITIVE'],
    name: 'PHI - restricted',
    tooltip: 'Patients with HIV, mental health, psychotherapy, substance use, reproductive or genetic information.',
    encrypts: 'phi-groups',
    phi: true,
  },
];
