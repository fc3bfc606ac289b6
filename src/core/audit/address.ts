const address = /[a-z0-9._%+'&=~^-]+@(?:[a-z0-9-]+\.)+[a-z0-9-]{2,}/gi;

/** Every mail address in a text, lower case, once each: out of `smtp:a@b`, `"A" [SMTP:a@b]`, `a@b;c@d`. Internal names have none. */
export function addressesIn(text: string | undefined): string[] {
  return [...new Set((text ?? '').toLowerCase().match(address) ?? [])];
}

/**
 * The domain of an address, account or domain name in lower case; undefined when it has none. A guest's name
 * (`ann_partner.example.com#EXT#@clinic...`) gives the domain that the guest comes from.
 */
export function domainOf(name: string): string | undefined {
  const lower = name
    .trim()
    .toLowerCase()
    .replace(/^(?:smtp:|sip:|mailto:|i:0#\.f\|membership\||urn:spo:guest#)/, '');
  const guest = lower.indexOf('#ext#');
  if (guest > 0) return named(lower.slice(lower.lastIndexOf('_', guest) + 1, guest));
  return named(lower.slice(lower.lastIndexOf('@') + 1));
}

function named(text: string): string | undefined {
  const domain = text.replace(/[>\]).,;\s]+$/, '');
  return /^(?:[a-z0-9_-]+\.)+[a-z0-9-]{2,}$/.test(domain) ? domain : undefined;
}

/** True when `domain` is one of `domains` or below one: `mail.clinic.example` is below `clinic.example`, `notclinic.example` is not. */
export function isWithin(domain: string, domains: ReadonlySet<string>): boolean {
  let rest = domain;
  for (;;) {
    if (domains.has(rest)) return true;
    const dot = rest.indexOf('.');
    if (dot === -1) return false;
    rest = rest.slice(dot + 1);
  }
}
