import type { DetectionContext } from '../../core/detection.ts';

/** The addresses that lie outside the organization and were not approved. A private mailbox is outside even where no own domain is known. */
export function outsideOf(
  addresses: readonly string[],
  context: Pick<DetectionContext, 'isOutside' | 'isConsumer' | 'isApprovedDomain'>,
): string[] {
  return addresses.filter(
    (address) => (context.isOutside(address) || context.isConsumer(address)) && !context.isApprovedDomain(address),
  );
}

/**
 * True when a private address looks like the person's own: `nina.weber@clinic.example` and `n-weber77@gmail.com`. It
 * compares the names before the @, letters only.
 */
export function looksOwn(account: string, address: string): boolean {
  const parts = account
    .slice(0, account.indexOf('@') === -1 ? undefined : account.indexOf('@'))
    .toLowerCase()
    .split(/[^a-z]+/)
    .filter((part) => part.length > 0);
  const other = address
    .slice(0, address.indexOf('@'))
    .toLowerCase()
    .replace(/[^a-z]/g, '');
  const first = parts[0] ?? '';
  const last = parts.at(-1) ?? '';
  if (parts.length === 1)
    return first.length >= 4 && (other === first || (first.length >= 5 && other.startsWith(first)));
  if (last.length < 3) return first.length >= 4 && other.startsWith(first + last);
  const names = [first + last, last + first, `${first[0] ?? ''}${last}`, `${last}${first[0] ?? ''}`];
  return names.some((name) => name.length >= 5 && other.startsWith(name));
}
