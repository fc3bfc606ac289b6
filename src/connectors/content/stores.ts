import type { ContentStore } from '../../core/content.ts';
import type { ContentAsked, ContentSource } from '../../core/content-reader.ts';
import { WardlineError } from '../../core/errors.ts';
import { isPlainObject } from '../../core/shape.ts';
import { type ConnectorError, isConnectorError } from '../http/errors.ts';
import { text } from './drive-item.ts';
import type { People } from './people.ts';
import { type ContentSettings, key } from './settings.ts';

type Raw = Record<string, unknown>;
type Problem = NonNullable<ContentSource['problem']>;

const driveFields = 'id,name,webUrl,driveType,owner';
/** Paths of one piece of work: more would hold as many answers in memory. */
const atOnce = 200;

/**
 * The stores that are asked for. Each drive comes once, whichever way leads to it. What cannot be opened comes with the
 * reason; what was named and does not exist is thrown as `not-found`.
 */
export async function* findStores(
  settings: ContentSettings,
  asked: ContentAsked,
  people: () => Promise<People>,
): AsyncGenerator<ContentSource> {
  const seen = new Set<string>();
  const once = function* (sources: Iterable<ContentSource>): Generator<ContentSource> {
    for (const source of sources) {
      const ids = source.stores.map(({ id }) => id);
      if (ids.every((id) => seen.has(id))) continue;
      for (const id of ids) seen.add(id);
      yield source;
    }
  };
  for (const url of asked.sites ?? []) yield* once(await namedSite(settings, url));
  for (const id of asked.drives ?? []) yield* once([await namedDrive(settings, id)]);
  for (const name of asked.mailboxes ?? []) yield* once([await namedMailbox(settings, name)]);
  if (!asked.all) return;
  // By their people first: then a OneDrive is known under the name of its owner.
  const { members } = await people();
  for (const some of slices(members, atOnce)) yield* once(await personal(settings, some, asked.teams === true));
  const sites: Raw[] = [];
  for await (const site of settings.graph.list('/sites/getAllSites()?$select=id,webUrl,displayName,name'))
    sites.push(site);
  for (const some of slices(sites, atOnce)) yield* once(await librariesOf(settings, some));
  if (asked.teams) for await (const team of teams(settings)) yield* once([team]);
}

/** OneDrive, mailbox and chats of each person who has them. */
async function personal(
  { graph }: ContentSettings,
  members: People['members'],
  chats: boolean,
): Promise<ContentSource[]> {
  const drives = await graph.batch(members.map(({ id }) => `/users/${key(id)}/drive?$select=${driveFields}`));
  const inboxes = await graph.batch(members.map(({ id }) => `/users/${key(id)}/mailFolders/inbox?$select=id`));
  return members.flatMap(({ id, address }, at) => {
    const found: ContentSource[] = [];
    const drive = drives[at];
    const oneDrive = (problem: Problem): ContentSource => ({
      stores: [{ id: `onedrive:${id}`, kind: 'onedrive', name: `OneDrive of ${address}`, owner: address }],
      problem,
    });
    if (isPlainObject(drive)) found.push({ stores: [storeOf(drive, { owner: address })] });
    else if (!isConnectorError(drive, 'not-found')) found.push(oneDrive(problemOf(drive)));
    const mailbox = mailboxOf(id, address);
    const inbox = inboxes[at];
    // Who has no mailbox in Exchange Online answers "not found".
    if (!(inbox instanceof Error)) found.push({ stores: [mailbox] });
    else if (!isConnectorError(inbox, 'not-found')) found.push({ stores: [mailbox], problem: problemOf(inbox) });
    if (chats)
      found.push({ stores: [{ id: `chats:${id}`, kind: 'chats', name: `Chats of ${address}`, owner: address }] });
    return found;
  });
}

async function librariesOf(settings: ContentSettings, sites: readonly Raw[]): Promise<ContentSource[]> {
  const paths = sites.map((site) => `/sites/${key(String(site['id']))}/drives?$select=${driveFields}`);
  const answers = await settings.graph.batch(paths);
  const found: ContentSource[] = [];
  for (const [at, site] of sites.entries()) {
    const answer = answers[at];
    if (answer instanceof Error) {
      if (!isConnectorError(answer, 'not-found')) found.push(closedSite(site, problemOf(answer)));
      continue;
    }
    const page = isPlainObject(answer) ? answer : {};
    const drives = page['@odata.nextLink'] === undefined ? list(page['value']) : await whole(settings, paths[at]!);
    for (const drive of drives) found.push({ stores: [storeOf(drive, { site })] });
  }
  return found;
}

async function namedSite(settings: ContentSettings, url: string): Promise<ContentSource[]> {
  const { graph } = settings;
  if (!URL.canParse(url) || !url.startsWith('https://'))
    throw new WardlineError('usage', '--site takes the address of a site.', 'https://TENANT.sharepoint.com/sites/NAME');
  const { hostname, pathname } = new URL(url);
  // A library's or a file's address names its site in the first two parts.
  const [, path] = /^(\/(?:sites|teams|personal)\/[^/]+)/.exec(pathname) ?? [];
  const address = path === undefined ? `/sites/${hostname}` : `/sites/${hostname}:${path}`;
  const site = await named(() => graph.get(`${address}?$select=id,webUrl,displayName,name`), 'site');
  return librariesOf(settings, [site]).then((found) => {
    if (found.length > 0) return found;
    throw new WardlineError('not-found', 'This site has no library.', 'Give the address of another site.');
  });
}

async function namedDrive({ graph }: ContentSettings, id: string): Promise<ContentSource> {
  const drive = await named(() => graph.get(`/drives/${key(id)}?$select=${driveFields}`), 'drive');
  return { stores: [storeOf(drive, {})] };
}

async function namedMailbox({ graph }: ContentSettings, name: string): Promise<ContentSource> {
  const path = `/users/${key(name)}?$select=id,userPrincipalName`;
  const user = await named(() => graph.get(path), 'user');
  const mailbox = mailboxOf(String(user['id']), text(user['userPrincipalName']) ?? name);
  try {
    await graph.get(`/users/${key(String(user['id']))}/mailFolders/inbox?$select=id`);
  } catch (error) {
    if (isConnectorError(error, 'not-found'))
      throw new WardlineError('not-found', 'This user has no mailbox in Exchange Online.', 'Name another user.');
    if (isConnectorError(error, 'forbidden')) return { stores: [mailbox], problem: problemOf(error) };
    throw error;
  }
  return { stores: [mailbox] };
}

/** A team's channels in one source: their messages come in one list. */
async function* teams({ graph }: ContentSettings): AsyncGenerator<ContentSource> {
  for await (const one of graph.list('/teams?$select=id,displayName')) {
    const id = text(one['id']);
    if (id === undefined) continue;
    const team = text(one['displayName']) ?? '';
    try {
      const stores: ContentStore[] = [];
      for await (const channel of graph.list(`/teams/${key(id)}/channels?$select=id,displayName`))
        stores.push({
          id: `channel:${id}/${String(channel['id'])}`,
          kind: 'channel',
          name: `${team} / ${text(channel['displayName']) ?? ''}`,
        });
      yield { stores };
    } catch (error) {
      if (isConnectorError(error, 'not-found')) continue;
      yield { stores: [{ id: `channel:${id}/`, kind: 'channel', name: team }], problem: problemOf(error) };
    }
  }
}

function storeOf(drive: Raw, { owner, site }: { owner?: string; site?: Raw }): ContentStore {
  const url = text(drive['webUrl']);
  const kind = drive['driveType'] === 'documentLibrary' ? 'library' : 'onedrive';
  const siteUrl = text(site?.['webUrl']) ?? (kind === 'library' ? siteOf(url) : undefined);
  const title = text(site?.['displayName']) ?? text(site?.['name']);
  const of = object(drive['owner']);
  const person = object(of['user'] ?? of['group']);
  const owned = owner ?? text(person['email']) ?? text(person['userPrincipalName']) ?? text(person['displayName']);
  const name = text(drive['name']) ?? '';
  return {
    id: `drive:${String(drive['id'])}`,
    kind,
    name: kind === 'onedrive' ? `OneDrive of ${owned ?? 'unknown'}` : title ? `${title} / ${name}` : name,
    ...(url !== undefined && { url }),
    ...(kind === 'library' && siteUrl !== undefined && { site: siteUrl }),
    ...(owned !== undefined && { owner: owned }),
  };
}

function siteOf(url: string | undefined): string | undefined {
  return /^https:\/\/[^/]+\/(?:sites|teams)\/[^/]+/.exec(url ?? '')?.[0] ?? /^https:\/\/[^/]+/.exec(url ?? '')?.[0];
}

function closedSite(site: Raw, problem: Problem): ContentSource {
  const url = text(site['webUrl']);
  return {
    stores: [
      {
        id: `site:${String(site['id'])}`,
        kind: 'library',
        name: text(site['displayName']) ?? text(site['name']) ?? 'Site',
        ...(url !== undefined && { url, site: url }),
      },
    ],
    problem,
  };
}

function mailboxOf(id: string, address: string): ContentStore {
  return { id: `mailbox:${id}`, kind: 'mailbox', name: `Mailbox of ${address}`, owner: address };
}

/** Why a store cannot be opened. Throws what is about the whole tenant and not about one store. */
export function problemOf(error: unknown): Problem {
  if (!isConnectorError(error)) throw error;
  const { status } = error.facts;
  if (error.code === 'forbidden' || status === 423)
    return {
      reason: 'no-access',
      detail: status === 423 ? 'It is locked.' : 'This app may not read it.',
    };
  if (stopsAll.has(error.code)) throw error;
  return { reason: 'failed', detail: `It could not be read${status === undefined ? '' : ` (HTTP ${status})`}.` };
}

const stopsAll: ReadonlySet<ConnectorError['code']> = new Set([
  'unauthorized',
  'consent-missing',
  'app-unknown',
  'certificate-refused',
  'sign-in-refused',
  'cancelled',
  'unreachable',
  'certificate-untrusted',
  'proxy-refused',
]);

async function named(read: () => Promise<unknown>, what: string): Promise<Raw> {
  try {
    const found = await read();
    if (isPlainObject(found)) return found;
  } catch (error) {
    if (!isConnectorError(error, 'not-found', 'bad-request')) throw error;
  }
  throw new WardlineError('not-found', `There is no such ${what} in this tenant.`, 'See: wardline inventory stores');
}

async function whole({ graph }: ContentSettings, path: string): Promise<Raw[]> {
  const found: Raw[] = [];
  for await (const record of graph.list(path)) found.push(record);
  return found;
}

function* slices<T>(items: readonly T[], size: number): Generator<T[]> {
  for (let from = 0; from < items.length; from += size) yield items.slice(from, from + size);
}

function list(value: unknown): Raw[] {
  return Array.isArray(value) ? value.filter(isPlainObject) : [];
}

function object(value: unknown): Raw {
  return isPlainObject(value) ? value : {};
}
