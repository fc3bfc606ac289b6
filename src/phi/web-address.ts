import type { Match } from '../core/phi.ts';
import type { Page } from './text/page.ts';

/** Web addresses, found from `://`. 45 CFR 164.514(b)(2)(i)(N). `www.` without a scheme is too often a clinic's own page to be one. */
export const webAddress = {
  id: 'phi.web-address',
  identifier: 'url' as const,
  title: 'Web address',
  context: ['url', 'website', 'web site', 'portal', 'link', 'web'],
};

const rest = /:\/\/[^\s<>"'|\\^`{}()[\]]{3,2000}/y;
/** Addresses of schemas and code systems: `system` in FHIR, `xmlns` in XML. They name no person. */
const schema =
  /^(?:www\.)?(?:hl7\.org|terminology\.hl7\.org|loinc\.org|snomed\.info|unitsofmeasure\.org|www\.w3\.org|w3\.org|schemas?\.)/i;

export function webAddresses(page: Page): Match[] {
  const matches: Match[] = [];
  for (const at of page.tokens.schemes) {
    let start = at;
    while (start > 0 && at - start < 8 && /[A-Za-z]/.test(page.text[start - 1]!)) start--;
    if (!/^(?:https?|ftps?|sftp|file|smb)$/i.test(page.text.slice(start, at))) continue;
    rest.lastIndex = at;
    const found = rest.exec(page.text);
    if (found === null) continue;
    const value = found[0].replace(/[.,;:!?]+$/, '');
    if (schema.test(value.slice(3))) continue;
    matches.push({
      detector: webAddress.id,
      identifier: 'url',
      strength: 'likely',
      start,
      end: at + value.length,
      why: { pattern: 'scheme, host and path' },
      holder: 'organization',
    });
  }
  return matches;
}
