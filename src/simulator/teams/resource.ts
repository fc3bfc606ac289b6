import type { Properties } from '../properties.ts';

/** One kind of Teams settings behind the unofficial endpoint (m365-api §6). */
export interface TeamsConfiguration {
  /** `TeamsMeetingPolicy`, as in the address. */
  type: string;
  /** Collection of state; objects have PascalCase properties and stand under their Identity. */
  state: string;
  properties: Properties;
}
