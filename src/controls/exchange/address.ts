import type { SectionData } from '../../core/snapshot.ts';

type AcceptedDomains = SectionData<'acceptedDomains'>;
type Mailboxes = SectionData<'mailboxes'>;

/** Where mail to a recipient goes: `inside` the tenant, `outside`, or `unresolved` when the name alone does not tell. */
export type Direction = 'inside' | 'outside' | 'unresolved';

/** Tells inside from outside by the accepted domains, declared domains and the names of the tenant's mailboxes. */
export function directionBy(
  acceptedDomains: AcceptedDomains,
  mailboxes: Mailboxes | undefined,
  declaredDomains: readonly string[],
): (recipient: string) => Direction {
  const exact = new Set<string>();
  const parents: string[] = [];
  for (const { domainName, matchSubDomains } of acceptedDomains) {
    if (!domainName) continue;
    const name = domainName.toLowerCase();
    if (name.startsWith('*.')) {
      exact.add(name.slice(2));
      parents.push(name.slice(1));
    } else exact.add(name);
    if (matchSubDomains === true) parents.push(`.${name}`);
  }
  for (const domain of declaredDomains) exact.add(domain.toLowerCase());
  let names: ReadonlySet<string> | undefined;
  const namesOfMailboxes = () =>
    new Set(
      (mailboxes ?? []).flatMap(
        ({ guid, identity, name, displayName, alias, legacyExchangeDN, externalDirectoryObjectId }) =>
          [guid, identity, name, displayName, alias, legacyExchangeDN, externalDirectoryObjectId].flatMap((key) =>
            key ? [key.toLowerCase()] : [],
          ),
      ),
    );
  return (recipient) => {
    const domain = domainOf(recipient);
    if (domain) {
      return exact.has(domain) || parents.some((parent) => domain.endsWith(parent)) ? 'inside' : 'outside';
    }
    names ??= namesOfMailboxes();
    return names.has(plainName(recipient)) ? 'inside' : 'unresolved';
  };
}

/** The domain of `smtp:a@b`, `"A" [SMTP:a@b]` or `a@b`; undefined where there is no address. */
export function domainOf(recipient: string): string | undefined {
  for (const word of recipient.split(/[\s"<>[\]:;]+/)) {
    const at = word.lastIndexOf('@');
    const domain = at > 0 ? /^[a-z0-9.-]+/i.exec(word.slice(at + 1))?.[0] : undefined;
    if (domain) return domain.toLowerCase().replace(/\.$/, '');
  }
  return undefined;
}

/** `"Ruth" [EX:/o=x/cn=ruth]` is known by its directory name, anything else by itself. */
function plainName(recipient: string): string {
  const name = recipient.trim().toLowerCase();
  const start = name.indexOf('[ex:');
  const end = name.indexOf(']', start);
  return start >= 0 && end > start + 4 ? name.slice(start + 4, end).trim() : name;
}
