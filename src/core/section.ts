import { type Field, type Fields, type RecordOf, asList, object } from './shape.ts';

/** Microsoft product areas, also the folders of `controls/` and `detections/`. */
export const services = [
  'entra',
  'exchange',
  'sharepoint',
  'teams',
  'purview',
  'defender',
  'intune',
  'organization',
] as const;
export type Service = (typeof services)[number];

export const serviceNames: Record<Service, string> = {
  entra: 'Entra',
  exchange: 'Exchange',
  sharepoint: 'SharePoint and OneDrive',
  teams: 'Teams',
  purview: 'Purview',
  defender: 'Defender for Office 365',
  intune: 'Intune',
  organization: 'Organization',
};

/**
 * One part of a tenant's settings: what it is, the call that reads it and the shape it is decoded to.
 * `list` sections hold records, `one` sections a single record.
 */
export interface SectionDefinition<T> {
  readonly kind: 'list' | 'one';
  /** Plain words for messages: "remote domains". */
  readonly title: string;
  /** The live call, e.g. `GET /policies/authorizationPolicy` or `Get-RemoteDomain`. */
  readonly call: string;
  readonly service: Service;
  readonly fields: Fields;
  /** Read record by record for a change that names one; a tenant's whole list is never collected. */
  readonly byRecord?: true;
  decode(raw: unknown): T;
}

interface Description<F extends Fields> {
  title: string;
  call: string;
  service: Service;
  fields: F;
  byRecord?: true;
}

export function listSection<F extends Fields>(described: Description<F>): SectionDefinition<RecordOf<F>[]> {
  const record: Field<RecordOf<F>> = object(described.fields);
  return {
    ...described,
    kind: 'list',
    decode: (raw) => asList(raw).map((entry, index) => record.decode(entry, `[${index}]`)),
  };
}

/** `raw` may be the record or a list of one; an empty list throws, because there is nothing to judge. */
export function oneSection<F extends Fields>(described: Description<F>): SectionDefinition<RecordOf<F>> {
  const record: Field<RecordOf<F>> = object(described.fields);
  return { ...described, kind: 'one', decode: (raw) => record.decode(asList(raw)[0], '') };
}
