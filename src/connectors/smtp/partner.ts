import { daneMatches, usable } from './dane.ts';
import type { MailNetwork } from './network.ts';
import { type StsPolicy, announcesSts, announcesTlsReports, coversHost, stsPolicy } from './policy.ts';
import { type SessionOptions, type SessionResult, type TlsSession, openTls } from './session.ts';

/** One thing that was looked at. `unknown`: it could not be seen, which proves neither. `none`: not offered, and not needed. */
export interface MailCheck {
  check: 'mx' | 'starttls' | 'certificate' | 'tls-version' | 'connector' | 'mta-sts' | 'tls-rpt' | 'dane';
  host?: string;
  result: 'ok' | 'fail' | 'unknown' | 'none';
  says: string;
}

/** What Exchange's connector to the partner claims. */
export interface ConnectorClaim {
  /** The connector's own name. */
  name: string;
  /** Hosts that it sends to in place of the MX records. */
  smartHosts: readonly string[];
  /** The name that the certificate must carry, where it says one. */
  tlsDomain?: string;
}

export interface ProbeOptions extends SessionOptions {
  network: MailNetwork;
  /** Gets the text of an https address, or undefined when there is none. Redirects are not followed (RFC 8461 §3.3). */
  fetchText(url: string): Promise<string | undefined>;
  claim?: ConnectorClaim;
}

/** A domain with more mail servers than this is asked for the first ones only, and that is said. */
const mostHosts = 10;

/** Looks at the mail servers of a domain as a sender would find them. No mail is sent. */
export async function probePartner(domain: string, options: ProbeOptions): Promise<MailCheck[]> {
  const { network, claim } = options;
  const { hosts, checks } = await hostsOf(domain, network, claim);
  const sts = await stsOf(domain, options);
  for (const host of hosts) {
    const result = await firstSession(host, options);
    checks.push(...tlsChecks(host, result));
    if (!('tls' in result)) continue;
    if (claim?.tlsDomain) checks.push(claimCheck(host, claim.name, claim.tlsDomain, result.tls));
    checks.push(await daneCheck(host, result.tls, network));
  }
  checks.push(...stsChecks(sts, hosts));
  checks.push(await reportCheck(domain, network));
  return checks;
}

async function hostsOf(
  domain: string,
  network: MailNetwork,
  claim: ConnectorClaim | undefined,
): Promise<{ hosts: string[]; checks: MailCheck[] }> {
  if (claim && claim.smartHosts.length > 0)
    return {
      hosts: claim.smartHosts.slice(0, mostHosts),
      checks: [{ check: 'mx', result: 'ok', says: `The connector ${claim.name} sends to its own smart hosts.` }],
    };
  const records = await answered(network.mx(domain));
  const none = (result: MailCheck['result'], says: string) => ({
    hosts: [],
    checks: [{ check: 'mx' as const, result, says }],
  });
  if (!records) return none('unknown', 'The MX records could not be asked for.');
  const names = records
    .toSorted((a, b) => a.priority - b.priority)
    .map(({ exchange }) => exchange.toLowerCase().replace(/\.$/, ''));
  if (names.length === 1 && names[0] === '') return none('fail', 'The domain says that it takes no mail (null MX).');
  const hosts = names.filter((name) => name !== '');
  if (hosts.length === 0)
    return {
      hosts: [domain],
      checks: [{ check: 'mx', result: 'ok', says: 'No MX record: mail goes to the domain itself.' }],
    };
  const more = hosts.length > mostHosts ? ` Only the first ${mostHosts} are looked at.` : '';
  return {
    hosts: hosts.slice(0, mostHosts),
    checks: [{ check: 'mx', result: 'ok', says: `${hosts.length} mail servers.${more}` }],
  };
}

/** The first address that gives an answer; a sender would take that one too. */
async function firstSession(host: string, options: ProbeOptions): Promise<SessionResult> {
  const addresses = (await answered(options.network.addresses(host))) ?? [];
  let last: SessionResult = { unreachable: 'no-connection' };
  for (const address of addresses.slice(0, 4)) {
    last = await openTls(host, address, options);
    if (!('unreachable' in last)) return last;
  }
  return last;
}

const refusals = {
  'no-starttls': 'It offers no STARTTLS: mail to it travels in the clear, or somebody on the way takes the offer out.',
  'starttls-refused': 'It offers STARTTLS and then refuses it.',
  'handshake-failed': 'The TLS handshake fails.',
  'talks-before-tls': 'Commands stand before the TLS handshake: a sign of somebody on the way.',
};
const absences = {
  'no-connection': 'No connection on port 25. Many networks block it: try from another one.',
  timeout: 'It did not answer in time.',
  closed: 'It closed the connection.',
  'not-smtp': 'What answers does not speak SMTP, or does not take connections from here.',
};

function tlsChecks(host: string, result: SessionResult): MailCheck[] {
  if ('unreachable' in result)
    return [{ check: 'starttls', host, result: 'unknown', says: absences[result.unreachable] }];
  if ('refused' in result) return [{ check: 'starttls', host, result: 'fail', says: refusals[result.refused] }];
  const { trusted, fault, nameMatches, protocol } = result.tls;
  const good = trusted && nameMatches;
  const wrong = [
    ...(trusted ? [] : [`The chain is not trusted (${/^[A-Z_0-9]+$/.test(fault ?? '') ? fault : 'unknown fault'}).`]),
    ...(nameMatches ? [] : ["The certificate does not carry the host's name."]),
  ];
  const modern = /^TLSv1\.[23]$/.test(protocol);
  return [
    { check: 'starttls', host, result: 'ok', says: 'It offers STARTTLS and the handshake works.' },
    {
      check: 'certificate',
      host,
      result: good ? 'ok' : 'fail',
      says: good ? "The chain is trusted and the certificate carries the host's name." : wrong.join(' '),
    },
    {
      check: 'tls-version',
      host,
      result: modern ? 'ok' : 'fail',
      says: modern ? `${protocol}.` : 'Older than TLS 1.2, which Exchange Online refuses.',
    },
  ];
}

function claimCheck(host: string, name: string, tlsDomain: string, { certificate }: TlsSession): MailCheck {
  const alternative = (certificate.subjectaltname ?? '')
    .split(', ')
    .flatMap((entry) => (entry.startsWith('DNS:') ? [entry.slice(4)] : []));
  const common = certificate.subject?.CN;
  const names = alternative.length > 0 ? alternative : [common].flat().filter((text) => text !== undefined);
  // The connector's name may be a wildcard, and so may the certificate's.
  const fits = names.some(
    (shown) =>
      shown.toLowerCase() === tlsDomain.toLowerCase() ||
      coversHost([tlsDomain], shown) ||
      coversHost([shown], tlsDomain),
  );
  return {
    check: 'connector',
    host,
    result: fits ? 'ok' : 'fail',
    says: fits
      ? `The certificate carries the name that the connector ${name} wants.`
      : `The certificate does not carry the name that the connector ${name} wants: mail to it would stop.`,
  };
}

async function daneCheck(host: string, session: TlsSession, network: MailNetwork): Promise<MailCheck> {
  const records = await answered(network.tlsa(`_25._tcp.${host}`));
  const said = (result: MailCheck['result'], says: string): MailCheck => ({ check: 'dane', host, result, says });
  if (!records) return said('unknown', 'The TLSA records could not be asked for.');
  if (records.length === 0) return said('none', 'No TLSA record.');
  if (!usable(records)) return said('unknown', 'Its TLSA records are of no kind that mail uses.');
  const unsigned = 'DNSSEC was not validated here, so this proves nothing against a forged DNS answer.';
  return daneMatches(records, session.certificate)
    ? said('ok', `A TLSA record fits the certificate. ${unsigned}`)
    : said('fail', `No TLSA record fits the certificate. ${unsigned}`);
}

type Sts = 'none' | 'unknown' | 'missing' | 'broken' | StsPolicy;

async function stsOf(domain: string, { network, fetchText }: ProbeOptions): Promise<Sts> {
  const records = await answered(network.txt(`_mta-sts.${domain}`));
  if (!records) return 'unknown';
  if (!announcesSts(records)) return 'none';
  const text = await answered(fetchText(`https://mta-sts.${domain}/.well-known/mta-sts.txt`));
  if (text === undefined) return 'missing';
  const policy = stsPolicy(text);
  return policy ?? 'broken';
}

function stsChecks(sts: Sts, hosts: readonly string[]): MailCheck[] {
  const said = (result: MailCheck['result'], says: string): MailCheck[] => [{ check: 'mta-sts', result, says }];
  if (sts === 'none') return said('none', 'No MTA-STS policy is announced.');
  if (sts === 'unknown') return said('unknown', 'The record of MTA-STS could not be asked for.');
  if (sts === 'missing') return said('fail', 'An MTA-STS policy is announced and cannot be fetched.');
  if (sts === 'broken') return said('fail', 'The MTA-STS policy is not valid.');
  const { mode, mx, maxAge } = sts;
  const outside = hosts.filter((host) => !coversHost(mx, host));
  const days = `kept for ${Math.floor(maxAge / 86_400)} days`;
  if (mode === 'none') return said('none', 'The MTA-STS policy is switched off (mode none).');
  if (outside.length > 0)
    return said('fail', `The MTA-STS policy does not name ${outside.length} of ${hosts.length} mail servers.`);
  if (mode === 'testing') return said('none', `The MTA-STS policy is in testing and enforces nothing, ${days}.`);
  return said('ok', `The MTA-STS policy is enforced and names every mail server, ${days}.`);
}

async function reportCheck(domain: string, network: MailNetwork): Promise<MailCheck> {
  const records = await answered(network.txt(`_smtp._tls.${domain}`));
  if (!records)
    return { check: 'tls-rpt', result: 'unknown', says: 'The record of TLS reports could not be asked for.' };
  return announcesTlsReports(records)
    ? { check: 'tls-rpt', result: 'ok', says: 'It asks for reports of failed TLS.' }
    : { check: 'tls-rpt', result: 'none', says: 'It asks for no reports of failed TLS.' };
}

/** Undefined when the question broke off. */
async function answered<T>(question: Promise<T>): Promise<T | undefined> {
  try {
    return await question;
  } catch (error) {
    if (error instanceof Error && error.name === 'AbortError') throw error;
    return undefined;
  }
}
