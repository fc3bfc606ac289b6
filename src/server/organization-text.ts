import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { isIP } from 'node:net';
import { join } from 'node:path';
import { parseDocument } from 'yaml';
import { baselines } from '../controls/baselines/index.ts';
import { reachOf } from '../connectors/outbound/guarded-address.ts';
import { controls } from '../controls/index.ts';
import { isPlainObject } from '../core/shape.ts';
import { parseOrganization } from '../engine/organization-file.ts';
import { RequestFault } from './problem-of.ts';

const name = 'wardline.yaml';

/** The text of a tenant's own wardline.yaml and what names it. */
export function readText(folder: string): { exists: boolean; text: string; revision: string } {
  const path = join(folder, name);
  if (!existsSync(path)) return { exists: false, text: '', revision: '' };
  const text = readFileSync(path, 'utf8');
  return { exists: true, text, revision: revisionOf(text) };
}

/**
 * Puts a valid text in the place of the old one, whole or not at all, and keeps the old one beside it by its revision.
 * Throws `conflict` when the old one is not the revision that was edited, and for what is not valid.
 */
export function replaceText(folder: string, { text, revision }: { text: string; revision: string }): string {
  const before = readText(folder);
  if (before.revision !== revision)
    throw new RequestFault('conflict', 'Somebody changed the file meanwhile. Load it again and repeat your change.');
  parseOrganization(text, name, { controls, baselines });
  refuseReach(before.text, text);
  if (before.exists) {
    const kept = join(folder, 'history');
    mkdirSync(kept, { recursive: true, mode: 0o700 });
    writeFileSync(join(kept, `wardline-${before.revision.slice(0, 16)}.yaml`), before.text, { mode: 0o600 });
  }
  const next = join(folder, `.${name}.new`);
  writeFileSync(next, text, { mode: 0o600 });
  renameSync(next, join(folder, name));
  return revisionOf(text);
}

/** Keys that reach the machine and the network on which Wardline runs. */
const reaching = ['allowPrivate', 'ca', 'folder', 'authority'] as const;
/** Keys with which a plain connection to a machine of the own network is made. */
const plain = ['server', 'host'] as const;

/**
 * Whoever may edit a tenant's settings must not thereby read files of the server or talk to machines in its network
 * (server-side request forgery): such entries are set in the file on the server itself, and may stay as they are.
 */
function refuseReach(before: string, after: string): void {
  const known = new Set(reachingIn(before));
  const added = reachingIn(after).filter((entry) => !known.has(entry));
  if (added.length === 0) return;
  throw new RequestFault(
    'bad-request',
    `${added[0]!.split('=')[0]} reaches the machine or network on which Wardline runs. Set it in wardline.yaml on the server itself.`,
  );
}

/** Whether an entry reaches the machine or network on which Wardline runs. */
export function reaches(entry: unknown): boolean {
  return reachIn(entry).length > 0;
}

function reachingIn(text: string): string[] {
  return reachIn(parseDocument(text, { logLevel: 'silent' }).toJS({ maxAliasCount: 50 }));
}

function reachIn(given: unknown): string[] {
  const found: string[] = [];
  const walk = (value: unknown): void => {
    if (Array.isArray(value)) for (const one of value) walk(one);
    if (!isPlainObject(value)) return;
    for (const key of reaching)
      if (value[key] !== undefined && value[key] !== false) found.push(`${key}=${JSON.stringify(value)}`);
    for (const key of plain)
      if (typeof value[key] === 'string' && isNear(value[key]))
        found.push(`${key}=${value[key]}:${String(value['port'])}`);
    for (const one of Object.values(value)) walk(one);
  };
  walk(given);
  return found;
}

/**
 * This machine, a name without a dot, or a private or link-local address in any spelling: resolvers read `0177.0.0.1`,
 * `127.1` and `::ffff:127.0.0.1` as this machine too.
 */
function isNear(host: string): boolean {
  const bare = host.toLowerCase().replaceAll(/^\[|\]$|\.$/g, '');
  const text = `http://${bare.includes(':') ? `[${bare}]` : bare}`;
  const read = URL.canParse(text) ? new URL(text).hostname.replaceAll(/^\[|\]$/g, '') : bare;
  if (isIP(read)) return reachOf(read) !== 'public';
  return !bare.includes('.') || /\.(?:local|internal|localhost|lan|home\.arpa)$/.test(bare);
}

function revisionOf(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}
