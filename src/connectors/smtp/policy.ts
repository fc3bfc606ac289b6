/** An MTA-STS policy (RFC 8461). */
export interface StsPolicy {
  mode: 'enforce' | 'testing' | 'none';
  /** Host names; a leading `*.` stands for one label. */
  mx: readonly string[];
  /** Seconds. */
  maxAge: number;
}

const longestAge = 31_557_600;

/** True when exactly one of the TXT records of `_mta-sts.{domain}` announces a policy. */
export function announcesSts(records: readonly string[]): boolean {
  const found = records.filter((text) => /^v=STSv1\s*;/.test(text));
  return found.length === 1 && /;\s*id=[A-Za-z0-9]{1,32}\s*(;|$)/.test(found[0]!);
}

/** True when the TXT records of `_smtp._tls.{domain}` say where reports of failed TLS go (RFC 8460). */
export function announcesTlsReports(records: readonly string[]): boolean {
  const found = records.filter((text) => /^v=TLSRPTv1\s*;/.test(text));
  return found.length === 1 && /;\s*rua=(mailto:|https:)/i.test(found[0]!);
}

/** The policy of a file, or undefined when it is none. */
export function stsPolicy(text: string): StsPolicy | undefined {
  const pairs = text
    .split(/\r?\n/)
    .filter((line) => line.trim() !== '')
    .map((line) => {
      const colon = line.indexOf(':');
      return colon < 0 ? undefined : ([line.slice(0, colon).trim(), line.slice(colon + 1).trim()] as const);
    });
  if (pairs.includes(undefined)) return undefined;
  const all = (name: string) => pairs.filter((pair) => pair?.[0] === name).map((pair) => pair![1]);
  const [version] = all('version');
  const [mode] = all('mode');
  const [age] = all('max_age');
  const mx = all('mx').map((pattern) => pattern.toLowerCase());
  if (version !== 'STSv1' || !isMode(mode) || !/^\d{1,10}$/.test(age ?? '') || Number(age) > longestAge)
    return undefined;
  if (mode !== 'none' && mx.length === 0) return undefined;
  return { mode, mx, maxAge: Number(age) };
}

function isMode(text: string | undefined): text is StsPolicy['mode'] {
  return text === 'enforce' || text === 'testing' || text === 'none';
}

/** Whether a policy's patterns, or the names of a connector's TlsDomain, cover a host. */
export function coversHost(patterns: readonly string[], host: string): boolean {
  const wanted = host.toLowerCase();
  return patterns.some((entry) => {
    const pattern = entry.toLowerCase();
    return pattern.startsWith('*.')
      ? wanted.slice(wanted.indexOf('.')) === pattern.slice(1) && wanted.includes('.')
      : wanted === pattern;
  });
}
