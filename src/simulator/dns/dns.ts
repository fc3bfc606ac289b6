import { plainText } from '../../core/shape.ts';
import type { Request, Response } from '../http.ts';
import type { Entity } from '../store.ts';
import type { World } from '../world.ts';

/** Numbers of the kinds of records, as answers name them (RFC 1035). */
const types: Readonly<Record<string, number>> = { A: 1, CNAME: 5, MX: 15, TXT: 16 };
const noError = 0;
const noSuchName = 3;
const mostAliases = 8;

interface Answer {
  name: string;
  type: number;
  TTL: number;
  data: string;
}

/**
 * The public DNS over HTTPS, in the JSON form (assumption dns-json). It knows the `dnsRecords` of the tenants here and
 * nothing else; whoever may ask may ask without a token.
 */
export function dnsApi(world: World, request: Request): Response {
  const name = plainText(request.query.get('name')).toLowerCase().replace(/\.$/, '');
  const kind = plainText(request.query.get('type') ?? 'A').toUpperCase();
  const type = types[kind] ?? Number(kind);
  if (request.method !== 'GET' || request.path !== '/dns-query' || name === '' || !Number.isInteger(type))
    return { status: 400, body: { error: 'Invalid query.' } };
  const { status, answers } = resolved(world, name, type);
  return {
    status: 200,
    headers: { 'content-type': 'application/dns-json' },
    body: {
      ...{ Status: status, TC: false, RD: true, RA: true, AD: false, CD: false },
      Question: [{ name, type }],
      ...(answers.length > 0 && { Answer: answers }),
    },
  };
}

/** The records of the name, and of the name that an alias of it leads to. */
function resolved(world: World, asked: string, type: number): { status: number; answers: Answer[] } {
  const records = [...world.tenants.values()].flatMap(({ store }) => [
    ...store.list('dnsRecords'),
    ...store.list('dkimSigningConfigs').map(signingKey),
  ]);
  const domains = new Set([...world.tenants.values()].flatMap((tenant) => tenant.domains));
  const nameOf = (record: Entity): string => plainText(record['name']).toLowerCase();
  const typeOf = (record: Entity): number | undefined => types[plainText(record['type']).toUpperCase()];
  const answers: Answer[] = [];
  let name = asked;
  for (let hops = 0; hops <= mostAliases; hops += 1) {
    const own = records.filter((record) => nameOf(record) === name);
    const wanted = own.filter((record) => typeOf(record) === type);
    answers.push(...wanted.flatMap((record) => answersOf(record, name, type)));
    const alias = own.find((record) => typeOf(record) === types['CNAME']);
    if (wanted.length > 0 || !alias) {
      const below = records.some((record) => nameOf(record).endsWith(`.${name}`));
      return { status: own.length > 0 || below || domains.has(name) ? noError : noSuchName, answers };
    }
    const [next] = answersOf(alias, name, types['CNAME']!);
    if (!next) break;
    answers.push(next);
    name = next.data.toLowerCase().replace(/\.$/, '');
  }
  return { status: noError, answers };
}

/** Microsoft publishes the key of each domain that it can sign for; the domain's own name is an alias of that. */
function signingKey(config: Entity): Entity {
  const name = plainText(config['Selector1CNAME']);
  const key = Buffer.from(`a key of ${name}`).toString('base64');
  return { name, type: 'TXT', values: [`v=DKIM1; k=rsa; p=${key};`] };
}

/** Texts stand in quotation marks, in pieces of at most 255 characters. */
function answersOf(record: Entity, name: string, type: number): Answer[] {
  const values = Array.isArray(record['values']) ? record['values'].map(plainText) : [];
  const data = (value: string): string =>
    type === types['TXT']
      ? (value.match(/.{1,255}/gs) ?? ['']).map((piece) => `"${piece.replace(/["\\]/g, '\\$&')}"`).join(' ')
      : value;
  return values.map((value) => ({ name, type, TTL: 300, data: data(value) }));
}
