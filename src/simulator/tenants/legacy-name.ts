import { guidOf } from '../random.ts';

/** The old name of a mailbox in Exchange's own directory, which rules and delegates may carry. */
export function legacyName(id: string, address: string): string {
  const group = '/o=ExchangeLabs/ou=Exchange Administrative Group (FYDIBOHF23SPDLT)/cn=Recipients/cn=';
  return `${group}${guidOf(`${id} legacy`).replaceAll('-', '')}-${address.split('@')[0]!.slice(0, 20)}`;
}
