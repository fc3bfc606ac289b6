import { asList, isPlainObject, plainText } from '../../core/shape.ts';
import type { SectionData } from '../../core/snapshot.ts';
import { type Verdict, unknown } from '../../core/verdict.ts';
import { counted } from './identity.ts';

export interface DnsAnswer {
  domain?: string | null;
  rdata?: string[] | null;
  log?: unknown;
}

interface Query {
  name: string;
  result: string;
  answers: string[];
}

function queries(answer: DnsAnswer): Query[] {
  return asList(answer.log)
    .filter(isPlainObject)
    .map((entry) => ({
      name: plainText(entry['query_name'] ?? entry['queryName']),
      result: plainText(entry['query_result'] ?? entry['queryResult']),
      answers: asList(entry['query_answers'] ?? entry['queryAnswers']).map(String),
    }));
}

/** Nothing was answered and every logged query broke off: no server, time-out. "No such name" is an answer. */
export function lookupFailed(answer: DnsAnswer): boolean {
  const tried = queries(answer);
  return (
    (answer.rdata ?? []).length === 0 &&
    tried.length > 0 &&
    !tried.some(({ result }) => /returned (\d+ txt records|nxdomain)/i.test(result))
  );
}

/** The name whose query gave the records, without `_dmarc.`; undefined where the log does not say. */
export function answeredBy(answer: DnsAnswer): string | undefined {
  const first = (answer.rdata ?? [])[0];
  if (first === undefined) return undefined;
  const giving = queries(answer).filter(({ answers }) => answers.includes(first));
  return (
    giving
      .at(-1)
      ?.name.toLowerCase()
      .replace(/^_dmarc\./, '')
      .replace(/\.$/, '') || undefined
  );
}

/** A part that is unknown while an accepted domain was not looked up; undefined when all were. */
export function notLookedUp(
  acceptedDomains: SectionData<'acceptedDomains'> | undefined,
  answers: readonly DnsAnswer[],
): Verdict | undefined {
  const seen = new Set(answers.map((answer) => answer.domain?.toLowerCase()));
  // Microsoft owns the DNS of coexistence domains; nobody can publish there.
  const missing = (acceptedDomains ?? []).filter(
    ({ domainName, isCoexistenceDomain }) =>
      domainName &&
      isCoexistenceDomain !== true &&
      !isCoexistenceName(domainName) &&
      !seen.has(domainName.toLowerCase()),
  );
  if (missing.length === 0) return undefined;
  return unknown(
    `Can't tell for ${counted(missing.length, 'accepted domain')}: the source holds no DNS answer for ${missing.map(({ domainName }) => domainName).join(', ')}.`,
  );
}

/** `contoso.mail.onmicrosoft.com`. */
export function isCoexistenceName(domain: string): boolean {
  return /\.mail\.onmicrosoft\.(com|us)$/i.test(domain);
}
