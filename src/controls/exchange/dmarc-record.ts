import { type DnsAnswer, answeredBy, lookupFailed } from './dns-answer.ts';

export type DmarcAction = 'none' | 'quarantine' | 'reject';

export interface DmarcRecord {
  text: string;
  /** The wanted action; a record without a valid `p` only watches. */
  p: DmarcAction;
  sp?: DmarcAction;
  /** Share of mail the action holds for, 0 to 100. */
  pct: number;
  /** `t=y` of RFC 9989: receivers apply one step less. */
  test: boolean;
  rua: string[];
  /** The report tags as written, for criteria that look at the text. */
  ruaText: string;
  rufText: string;
  /** Why receivers ignore the record, where they do. */
  invalid?: string;
}

/** The records of one answer that are DMARC at all: the version comes first (RFC 7489, 6.4). */
export function dmarcRecordsOf(rdata: readonly string[]): DmarcRecord[] {
  return rdata.filter((record) => /^\s*[vV]\s*=\s*DMARC1\s*;/.test(record)).map(parse);
}

function parse(text: string): DmarcRecord {
  const tags = new Map<string, string>();
  let invalid: string | undefined;
  for (const part of text.split(';')) {
    const at = part.indexOf('=');
    if (at < 0) continue;
    const name = part.slice(0, at).trim().toLowerCase();
    if (tags.has(name)) invalid = `the tag ${name} stands twice`;
    tags.set(name, part.slice(at + 1).trim());
  }
  const pct = tags.get('pct') ?? '';
  const sp = action(tags.get('sp'));
  return {
    text,
    p: action(tags.get('p')) ?? 'none',
    ...(sp && { sp }),
    pct: /^\d{1,3}$/.test(pct) ? Math.min(100, Number(pct)) : 100,
    test: tags.get('t')?.toLowerCase() === 'y',
    rua: addresses(tags.get('rua')),
    ruaText: (tags.get('rua') ?? '').toLowerCase(),
    rufText: (tags.get('ruf') ?? '').toLowerCase(),
    ...(invalid !== undefined && { invalid }),
  };
}

function action(value: string | undefined): DmarcAction | undefined {
  const name = value?.toLowerCase();
  return name === 'none' || name === 'quarantine' || name === 'reject' ? name : undefined;
}

/** `mailto:a@b!10m, mailto:c@d` as `a@b`, `c@d`. */
function addresses(value: string | undefined): string[] {
  return (value ?? '').split(',').flatMap((uri) => {
    const address = /^\s*mailto:\s*([^\s!]+@[^\s!]+)/i.exec(uri)?.[1];
    return address ? [address.toLowerCase()] : [];
  });
}

/** What holds for one domain: its own records, or those of the organizational domain above it. */
export interface DmarcPolicy {
  domain: string;
  records: DmarcRecord[];
  /** The domain that publishes them, when it is not the domain itself. */
  inheritedFrom?: string;
  /** Other domains of the same answer lie above this one: its own `sp` says nothing. */
  isSubdomain: boolean;
  lookupFailed: boolean;
}

export function dmarcPolicyOf(
  answer: DnsAnswer & { domain: string },
  byDomain: ReadonlyMap<string, readonly DnsAnswer[]>,
): DmarcPolicy {
  const domain = answer.domain.toLowerCase();
  const above = namesAbove(domain).flatMap((name) => byDomain.get(name) ?? []);
  const found = (records: DmarcRecord[], from?: string): DmarcPolicy => ({
    domain: answer.domain,
    records,
    ...(from !== undefined && from !== domain && { inheritedFrom: from }),
    isSubdomain: above.length > 0,
    lookupFailed: records.length === 0 && lookupFailed(answer),
  });
  const own = dmarcRecordsOf(answer.rdata ?? []);
  if (own.length > 0 || lookupFailed(answer)) return found(own, answeredBy(answer));
  for (const parent of above) {
    const records = dmarcRecordsOf(parent.rdata ?? []);
    if (records.length > 0) return found(records, answeredBy(parent) ?? parent.domain!.toLowerCase());
  }
  return found([]);
}

/** The domains that a domain lies under, the shortest first. No name in DNS is longer than 253 characters. */
function namesAbove(domain: string): string[] {
  const labels = domain.length > 253 ? [] : domain.split('.');
  return labels
    .slice(1)
    .map((_, index) => labels.slice(index + 1).join('.'))
    .toReversed();
}
