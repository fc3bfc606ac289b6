import { promises as dns } from 'node:dns';
import { WardlineError } from '../../../core/errors.ts';
import type { ReadContext } from '../../../core/reading.ts';
import { pooled, readBefore } from '../../exchange-online/resources/records.ts';
import { type Resource, type TxtResolver, defineResource } from '../../resource.ts';

interface Query {
  answers: string[];
  /** The query broke off: it says nothing about the name. */
  broken: boolean;
  /** As ScubaGear's log has it, which the controls read. */
  entry: object;
}

const lanes = 8;

/** The SPF, DKIM and DMARC records of each accepted domain, as ScubaGear's collector gives them. */
export function dnsRecords(machine: TxtResolver): Resource[] {
  const resource = (
    id: string,
    section: 'spfRecords' | 'dkimRecords' | 'dmarcRecords',
    answersOf: (resolver: TxtResolver, domain: string) => Promise<object[]>,
  ): Resource =>
    defineResource({
      id,
      sections: [section],
      // It needs no token; it goes with Exchange, whose domains it asks for.
      api: 'exchange',
      after: ['acceptedDomains'],
      scopes: [],
      async read({ dns: resolver = machine }, context) {
        const found: object[] = [];
        const answers = pooled(mailDomains(context), lanes, async (domain) => {
          context.signal?.throwIfAborted();
          return answersOf(resolver, domain);
        });
        for await (const some of answers) found.push(...some);
        return { [section]: found };
      },
    });
  return [
    resource('dns.spf-records', 'spfRecords', async (resolver, domain) => [
      answer(domain, [await ask(resolver, domain)]),
    ]),
    // One answer for each name: that one selector is not there says nothing of another whose query broke off.
    resource('dns.dkim-records', 'dkimRecords', async (resolver, domain) => {
      const queries = await Promise.all(selectorNames(domain).map((name) => ask(resolver, name)));
      return queries.map((query) => answer(domain, [query]));
    }),
    resource('dns.dmarc-records', 'dmarcRecords', async (resolver, domain) => {
      const queries: Query[] = [];
      for (const name of [domain, ...parents(domain)]) {
        const query = await ask(resolver, `_dmarc.${name}`);
        queries.push(query);
        if (query.broken || query.answers.some((text) => /^\s*v\s*=\s*DMARC1/i.test(text))) break;
      }
      return [answer(domain, queries)];
    }),
  ];
}

export function nodeResolver(): TxtResolver {
  return new dns.Resolver({ timeout: 5000, tries: 3 });
}

/** Domains that mail can be addressed to and whose DNS is the organization's. */
function mailDomains(context: ReadContext): string[] {
  const accepted = readBefore(context, 'acceptedDomains');
  if (!accepted) throw new WardlineError('not-found', 'The accepted domains were not read, so DNS cannot be asked.');
  const names = accepted
    .filter(({ isCoexistenceDomain }) => isCoexistenceDomain !== true)
    .flatMap(({ domainName }) => domainName?.toLowerCase() ?? [])
    .filter((name) => /^(?:[a-z0-9_-]+\.)+[a-z0-9-]+$/.test(name) && !/\.mail\.onmicrosoft\.(?:com|us)$/.test(name));
  return [...new Set(names)];
}

/** A name that does not exist is an answer; a server that does not answer is none. */
async function ask(resolver: TxtResolver, name: string): Promise<Query> {
  const query = (result: string, answers: string[], broken = false): Query => ({
    answers,
    broken,
    entry: { query_name: name, query_method: 'traditional', query_result: result, query_answers: answers },
  });
  try {
    const answers = (await resolver.resolveTxt(name)).map((pieces) => pieces.join(''));
    return query(`Query returned ${answers.length} txt records`, answers);
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : 'unknown';
    if (code === 'ENOTFOUND') return query('Query returned NXDomain', []);
    if (code === 'ENODATA') return query('Query returned 0 txt records', []);
    return query(`Query broke off: ${code}`, [], true);
  }
}

/** Where no record was found and a query broke off, the others must not make it look as if all had been answered. */
function answer(domain: string, queries: readonly Query[]): object {
  const last = queries.at(-1)!;
  const log = last.broken ? [last] : queries;
  return { domain, rdata: last.answers, log: log.map(({ entry }) => entry) };
}

/** Microsoft's own domains carry the domain in the name of the selector. */
function selectorNames(domain: string): string[] {
  const own = ['selector1', 'selector2'].map((selector) => `${selector}._domainkey.${domain}`);
  if (!/\.onmicrosoft\.(?:com|us)$/.test(domain)) return own;
  const dashed = domain.replaceAll('.', '-');
  return [...own, ...['selector1', 'selector2'].map((selector) => `${selector}-${dashed}._domainkey.${domain}`)];
}

/** The domains above, down to two labels; what lies above a tenant's onmicrosoft.com domain is Microsoft's. */
function parents(domain: string): string[] {
  if (/\.onmicrosoft\.(?:com|us)$/.test(domain)) return [];
  const labels = domain.split('.');
  return labels.slice(1, -1).map((_, index) => labels.slice(index + 1).join('.'));
}
