import { type KeyObject, createHash, createPublicKey, sign, verify } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { WardlineError } from '../../core/errors.ts';
import { makeFolder, namesIn, replaceWhole } from './durable-files.ts';
import type { SealedHeader } from './segment.ts';

/** What a daily root says: up to this segment, the log of this tenant is this and no other. */
export interface RootStatement {
  format: 'wardline audit root 1';
  tenant: string;
  /** The day in UTC, `2026-11-22`. */
  day: string;
  signedAt: string;
  /** The last segment and the hash of its header; through the chain it holds all before it. */
  sequence: number;
  hash: string;
  /** Records in all segments up to it. */
  records: number;
}

/** A root as it stands in its file. What is signed is the text, letter for letter. */
export interface SignedRoot {
  /** A `RootStatement` as JSON. */
  statement: string;
  /** Ed25519 over the statement, base64. */
  signature: string;
  /** SPKI, PEM. Believe it only when it came to you by a way of its own. */
  publicKey: string;
}

interface Signer {
  privateKey: KeyObject;
  publicKey: KeyObject;
}

/** Signs the root of a day and keeps it; within a day the later one takes the place of the earlier. */
export function keepRoot(
  folder: string,
  signer: Signer,
  { header, hash }: SealedHeader,
  given: { at: string; records: number },
): SignedRoot {
  const statement: RootStatement = {
    format: 'wardline audit root 1',
    ...{ tenant: header.tenant, day: given.at.slice(0, 10), signedAt: given.at },
    ...{ sequence: header.sequence, hash, records: given.records },
  };
  const text = JSON.stringify(statement);
  const root: SignedRoot = {
    statement: text,
    signature: sign(null, Buffer.from(text), signer.privateKey).toString('base64'),
    publicKey: signer.publicKey.export({ type: 'spki', format: 'pem' }).toString(),
  };
  makeFolder(join(folder, 'roots'));
  replaceWhole(join(folder, 'roots', `${statement.day}.json`), [Buffer.from(`${JSON.stringify(root, null, 2)}\n`)]);
  return root;
}

/** The roots that the data folder keeps, oldest first. A file that is no root comes with `undefined`. */
export function keptRoots(folder: string): { name: string; root: SignedRoot | undefined }[] {
  return namesIn(join(folder, 'roots'))
    .filter((name) => name.endsWith('.json'))
    .map((name) => ({ name, root: parsedRoot(readFileSync(join(folder, 'roots', name), 'utf8')) }));
}

/** A root from a file that was kept outside. Throws `bad-input`. */
export function readRoot(text: string): SignedRoot {
  const root = parsedRoot(text);
  if (root) return root;
  throw new WardlineError(
    'bad-input',
    'This is no root of an audit log.',
    'Make one with: wardline audit root --out FILE',
  );
}

/** The statement of a root; undefined when its signature is not that of its key, or it states nothing that is known. */
export function statementOf(root: SignedRoot): RootStatement | undefined {
  try {
    const key = createPublicKey(root.publicKey);
    if (key.asymmetricKeyType !== 'ed25519') return undefined;
    if (!verify(null, Buffer.from(root.statement), key, Buffer.from(root.signature, 'base64'))) return undefined;
    const statement = JSON.parse(root.statement) as RootStatement;
    return statement.format === 'wardline audit root 1' && Number.isInteger(statement.sequence) ? statement : undefined;
  } catch {
    return undefined;
  }
}

/** SHA-256 of the public key, to be compared by people over the telephone. */
export function fingerprintOf(key: KeyObject | string): string {
  const spki = (typeof key === 'string' ? createPublicKey(key) : key).export({ type: 'spki', format: 'der' });
  return createHash('sha256').update(spki).digest('hex');
}

function parsedRoot(text: string): SignedRoot | undefined {
  try {
    const root = JSON.parse(text) as SignedRoot;
    const isRoot = [root.statement, root.signature, root.publicKey].every((field) => typeof field === 'string');
    return isRoot ? root : undefined;
  } catch {
    return undefined;
  }
}
