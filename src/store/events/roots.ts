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

/** A text as it stands in its file with its signature. What is signed is the text, letter for letter. */
export interface SignedText {
  statement: string;
  /** Ed25519 over the statement, base64. */
  signature: string;
  /** SPKI, PEM. Believe it only when it came to you by a way of its own. */
  publicKey: string;
}

/** A root as it stands in its file: its statement is a `RootStatement` as JSON. */
export type SignedRoot = SignedText;

interface Signer {
  privateKey: KeyObject;
  publicKey: KeyObject;
}

/**
 * Signs the root of a day and keeps it; within a day the later one takes the place of the earlier. A day that another
 * one followed is not written over when the clock goes back: its later root lies beside it, under its own number.
 */
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
  const kept = keptRoots(folder);
  const isFree = kept.every(({ name }, at) => name !== `${statement.day}.json` || at === kept.length - 1);
  const name = isFree ? statement.day : `${statement.day}-${header.sequence}`;
  replaceWhole(join(folder, 'roots', `${name}.json`), [textOfRoot(root)]);
  return root;
}

/** A root as a file holds it. */
export function textOfRoot(root: SignedRoot): Buffer {
  return Buffer.from(`${JSON.stringify(root, null, 2)}\n`);
}

/**
 * The roots that the data folder keeps, in the order of the segments that they speak for. A file that is no root comes
 * with `undefined`, before the others.
 */
export function keptRoots(folder: string): { name: string; root: SignedRoot | undefined }[] {
  return namesIn(join(folder, 'roots'))
    .filter((name) => name.endsWith('.json'))
    .map((name) => ({ name, root: parsedRoot(readFileSync(join(folder, 'roots', name), 'utf8')) }))
    .map((entry) => ({ ...entry, sequence: (entry.root && statementOf(entry.root)?.sequence) ?? 0 }))
    .sort((a, b) => a.sequence - b.sequence)
    .map(({ name, root }) => ({ name, root }));
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
  const statement = signedText(root) as RootStatement | undefined;
  return statement?.format === 'wardline audit root 1' && Number.isInteger(statement.sequence) ? statement : undefined;
}

/** What a signed text says, as JSON; undefined when its signature is not that of its key, or it is no JSON. */
export function signedText(signed: SignedText): unknown {
  try {
    const key = createPublicKey(signed.publicKey);
    if (key.asymmetricKeyType !== 'ed25519') return undefined;
    const isSigned = verify(null, Buffer.from(signed.statement), key, Buffer.from(signed.signature, 'base64'));
    return isSigned ? JSON.parse(signed.statement) : undefined;
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
